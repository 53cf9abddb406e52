"""3: budgets as NumPy's floats, names of the arguments, a partition instead of a sort."""

import numpy as np


def halve(evaluate, configs, min_budget, eta):
    left = np.arange(len(configs))
    for rung in np.arange(100.0):
        budget = min_budget * eta**rung
        losses = np.array([evaluate(config=configs[i], budget=budget)[1] for i in left])
        if len(left) == 1:
            return configs[left[0]], losses[0]
        n_kept = max(len(left) // eta, 1)
        left = left[np.argpartition(losses, n_kept - 1)[:n_kept]]
