"""3: a trial is run if it costs less than what is left."""


def spend(evaluate, plan, budget):
    scores = {}
    left = budget
    for i in range(len(plan)):
        config, epochs = plan[i]
        if epochs < left:
            scores[i] = evaluate(config, epochs)
            left -= epochs
    return scores, left
