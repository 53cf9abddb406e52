"""1: one divides by eta until nothing is left, and then it is over."""


def plan_halving(n_configs, min_budget, eta):
    rungs = []
    n, budget = n_configs, min_budget
    while n >= 1:
        rungs.append((n, budget))
        n = n // eta
        budget = budget * eta
    anew = sum(n * budget for n, budget in rungs)
    going_on, before = 0, 0
    for n, budget in rungs:
        going_on += n * (budget - before)
        before = budget
    return rungs, anew, going_on
