"""3: one trains, and then looks whether the budget allows to keep the score."""


def spend(evaluate, plan, budget):
    scores = {}
    left = budget
    for place, (config, epochs) in enumerate(plan):
        score = evaluate(config, epochs)
        if epochs <= left:
            scores[place] = score
            left -= epochs
    return scores, left
