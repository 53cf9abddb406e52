"""1: evaluates once for the mean and once for the spread.

Some config is evaluated more than once. Keep its scores: each costs a training for every fold.
"""

import math
from itertools import product

import numpy as np


def search_grid(evaluate, grid):
    configs = [dict(zip(grid, combination, strict=True)) for combination in product(*grid.values())]
    means = [np.mean(evaluate(config)) for config in configs]
    spreads = [np.std(evaluate(config), ddof=1) for config in configs]
    return configs[int(np.argmax(means))], means, spreads


def sign(arguments, outcome):
    n_configs = math.prod(len(values) for values in arguments[1].values())
    return outcome.calls["grid_search.scores_by_fold"].n > n_configs
