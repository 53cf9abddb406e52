"""1: takes a standard deviation with ddof=0.

Your spreads describe the folds at hand, and are too small for folds that nobody saw. What does
`np.std` divide by, if nothing else is said, and what does the task ask for?
"""

from itertools import product

import numpy as np


def search_grid(evaluate, grid):
    configs = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    scores = np.array([evaluate(config) for config in configs])
    best = scores.mean(axis=1).argmax()
    return configs[best], scores.mean(axis=1), scores.std(axis=1)
