"""1: the winner is the config that reached the highest score of all."""

import itertools

import numpy as np


def search_grid(evaluate, grid):
    configs = [dict(zip(grid, values)) for values in itertools.product(*grid.values())]
    scores = np.array([evaluate(config) for config in configs])
    winner = configs[int(np.argmax(scores.max(axis=1)))]
    return winner, scores.mean(axis=1), scores.std(axis=1, ddof=1)
