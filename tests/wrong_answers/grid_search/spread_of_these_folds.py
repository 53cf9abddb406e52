"""1: the root of the mean squared distance from the mean."""

import itertools

import numpy as np


def search_grid(evaluate, grid):
    winner, best, means, spreads = None, -np.inf, [], []
    for values in itertools.product(*grid.values()):
        config = dict(zip(grid, values, strict=True))
        scores = np.asarray(evaluate(config))
        means.append(scores.mean())
        spreads.append(np.sqrt(np.mean((scores - scores.mean()) ** 2)))
        if means[-1] > best:
            winner, best = config, means[-1]
    return winner, means, spreads
