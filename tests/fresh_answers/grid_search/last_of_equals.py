"""1: a config that is at least as good as the best so far is the new winner."""

import itertools

import numpy as np


def search_grid(evaluate, grid):
    winner, top = None, -np.inf
    means, spreads = [], []
    for values in itertools.product(*grid.values()):
        config = dict(zip(grid, values))
        scores = np.asarray(evaluate(config))
        means.append(scores.mean())
        spreads.append(scores.std())
        if scores.mean() >= top:
            winner, top = config, scores.mean()
    return winner, np.array(means), np.array(spreads)
