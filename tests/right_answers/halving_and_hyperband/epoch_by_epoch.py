"""1: rung by rung, with the epochs that are new on each."""

import numpy as np


def plan_halving(n_configs, min_budget, eta):
    numbers = [n_configs]
    while numbers[-1] != 1:
        numbers.append(numbers[-1] // eta or 1)
    budgets = [min_budget * eta**i for i in range(len(numbers))]
    new = np.diff([0, *budgets])
    rungs = np.column_stack([numbers, budgets])
    return rungs, np.dot(numbers, budgets), np.dot(numbers, new)
