"""1: asks for the winner's scores once more, to find it."""

from itertools import product

import numpy as np


def search_grid(evaluate, grid):
    configs = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    scores = np.array([evaluate(config) for config in configs])
    winner = max(configs, key=lambda config: np.mean(evaluate(config)))
    return winner, scores.mean(axis=1), scores.std(axis=1, ddof=1)
