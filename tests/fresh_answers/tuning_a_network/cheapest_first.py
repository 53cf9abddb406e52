"""3: the budget reaches furthest if the short trials come first."""


def spend(evaluate, plan, budget):
    scores = {}
    for place in sorted(range(len(plan)), key=lambda i: plan[i][1]):
        config, epochs = plan[place]
        if epochs <= budget:
            scores[place] = evaluate(config, epochs)
            budget -= epochs
    return scores, budget
