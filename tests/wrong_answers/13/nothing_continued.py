"""13.1: pays for every epoch again although training goes on."""


def plan_halving(n_configs, min_budget, eta):
    rungs = [(n_configs, min_budget)]
    while rungs[-1][0] > 1:
        rungs.append((max(rungs[-1][0] // eta, 1), rungs[-1][1] * eta))
    cost = sum(n * budget for n, budget in rungs)
    return rungs, cost, cost
