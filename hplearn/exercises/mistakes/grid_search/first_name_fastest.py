"""1: lets the first name change fastest.

Your configs are the right ones, and you try them in another order. Compare the first two that you
try with those of the example: which name has changed?
"""

from itertools import product

import numpy as np


def search_grid(evaluate, grid):
    names = list(grid)[::-1]
    values = product(*[grid[name] for name in names])
    configs = [dict(zip(names, combination, strict=True)) for combination in values]
    scores = np.array([evaluate(config) for config in configs])
    means = scores.mean(axis=1)
    return configs[int(np.argmax(means))], means, scores.std(axis=1, ddof=1)
