"""1: the names are put in alphabetical order, as scikit-learn does it."""

import itertools

import numpy as np


def search_grid(evaluate, grid):
    names = sorted(grid)
    configs = [dict(zip(names, v)) for v in itertools.product(*[grid[n] for n in names])]
    scores = np.array([evaluate(config) for config in configs])
    means = scores.mean(axis=1)
    return configs[int(np.argmax(means))], means, scores.std(axis=1)
