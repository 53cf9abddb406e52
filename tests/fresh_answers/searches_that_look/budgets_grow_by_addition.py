"""1: each rung adds eta budgets to the one before."""


def plan_halving(n_configs, min_budget, eta):
    rungs = []
    n, budget, before, anew, on = n_configs, min_budget, 0, 0, 0
    while True:
        rungs.append((n, budget))
        anew += n * budget
        on += n * (budget - before)
        if n == 1:
            return rungs, anew, on
        before = budget
        budget += eta * min_budget
        n = max(n // eta, 1)
