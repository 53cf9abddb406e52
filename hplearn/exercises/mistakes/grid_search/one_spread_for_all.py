"""1: gives every config the spread of the means.

The spread belongs to one config: over its folds, not over the configs.
"""

from itertools import product

import numpy as np


def search_grid(evaluate, grid):
    configs = [dict(zip(grid, combination, strict=True)) for combination in product(*grid.values())]
    scores = np.array([evaluate(config) for config in configs])
    means = scores.mean(axis=1)
    best = -np.inf
    for config, row in zip(configs, scores, strict=True):
        if row.mean() > best:
            best, winner = row.mean(), config
    return winner, means, np.full(len(means), means.std())
