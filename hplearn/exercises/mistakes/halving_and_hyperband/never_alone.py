"""1: ends where n // eta is 0, so two networks or more are left.

The last rung is missing where n // eta is 0: at least one network goes on.
"""


def plan_halving(n_configs, min_budget, eta):
    rungs, anew, continued, before = [], 0, 0, 0
    n, budget = n_configs, min_budget
    while n > 0:
        rungs.append((n, budget))
        anew += n * budget
        continued += n * (budget - before)
        n, before, budget = n // eta, budget, budget * eta
    return rungs, anew, continued
