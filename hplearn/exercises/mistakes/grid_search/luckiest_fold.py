"""1: lets the best single fold decide.

You take the config with the best single fold. The mean decides.
"""

from itertools import product

import numpy as np


def search_grid(evaluate, grid):
    configs = [dict(zip(grid, combination, strict=True)) for combination in product(*grid.values())]
    scores = np.array([evaluate(config) for config in configs])
    winner = configs[scores.max(axis=1).argmax()]
    return winner, scores.mean(axis=1), scores.std(axis=1, ddof=1)
