"""3: the budget goes farthest if the short trials are run first."""


def spend(evaluate, plan, budget):
    scores = {}
    left = budget
    for place in sorted(range(len(plan)), key=lambda i: plan[i][1]):
        config, epochs = plan[place]
        if epochs <= left:
            scores[place] = evaluate(config, epochs)
            left -= epochs
    return scores, left
