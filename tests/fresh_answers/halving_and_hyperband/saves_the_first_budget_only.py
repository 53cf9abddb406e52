"""1: a network that goes on has its first epochs already, so min_budget is saved each time."""


def plan_halving(n_configs, min_budget, eta):
    rungs = [(n_configs, min_budget)]
    while rungs[-1][0] > 1:
        n, budget = rungs[-1]
        rungs.append((max(1, n // eta), budget * eta))
    anew = sum(n * budget for n, budget in rungs)
    going_on = rungs[0][0] * min_budget
    for n, budget in rungs[1:]:
        going_on += n * (budget - min_budget)
    return rungs, anew, going_on
