"""1: counts new epochs alone although all begin anew.

A network that begins anew trains the whole budget, on every rung.
"""


def plan_halving(n_configs, min_budget, eta):
    rungs, cost, before = [], 0, 0
    n, budget = n_configs, min_budget
    while True:
        rungs.append((n, budget))
        cost += n * (budget - before)
        if n == 1:
            return rungs, cost, cost
        n, before, budget = max(n // eta, 1), budget, budget * eta
