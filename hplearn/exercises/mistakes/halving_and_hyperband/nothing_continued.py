"""1: pays for every epoch again although training goes on.

Your last number pays again for epochs that were trained on the rung before.
"""


def plan_halving(n_configs, min_budget, eta):
    rungs = [(n_configs, min_budget)]
    while rungs[-1][0] > 1:
        rungs.append((max(rungs[-1][0] // eta, 1), rungs[-1][1] * eta))
    cost = sum(n * budget for n, budget in rungs)
    return rungs, cost, cost
