"""1: who goes on trains for min_budget more on each rung."""


def plan_halving(n_configs, min_budget, eta):
    rungs = []
    n, budget = n_configs, min_budget
    while True:
        rungs.append((n, budget))
        if n == 1:
            break
        n = max(1, n // eta)
        budget = budget * eta
    anew = sum(count * epochs for count, epochs in rungs)
    goes_on = sum(count * min_budget for count, _ in rungs)
    return rungs, anew, goes_on
