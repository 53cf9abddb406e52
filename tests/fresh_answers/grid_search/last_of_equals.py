"""1: a config that does as well as the best one takes its place."""

import itertools

import numpy as np


def search_grid(evaluate, grid):
    means, spreads = [], []
    winner, best = None, -np.inf
    for values in itertools.product(*grid.values()):
        config = dict(zip(grid, values))
        scores = evaluate(config)
        means.append(np.mean(scores))
        spreads.append(np.std(scores, ddof=1))
        if means[-1] >= best:
            winner, best = config, means[-1]
    return winner, np.array(means), np.array(spreads)
