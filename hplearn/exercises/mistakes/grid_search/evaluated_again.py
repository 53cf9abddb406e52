"""1: evaluates once for the mean and once for the spread.

Some config is evaluated more than once. Keep its scores: each costs a training for every fold.
"""

from itertools import product

import numpy as np


def search_grid(evaluate, grid):
    configs = [dict(zip(grid, combination, strict=True)) for combination in product(*grid.values())]
    means = [np.mean(evaluate(config)) for config in configs]
    spreads = [np.std(evaluate(config), ddof=1) for config in configs]
    return configs[int(np.argmax(means))], means, spreads


def sign(arguments, outcome):
    calls = outcome.calls["grid_search.scores_by_fold"].arguments
    right = outcome.kind == "value" and len(outcome.value[1]) == len({str(call) for call in calls})
    return right and len(calls) > len(outcome.value[1]) == _n_configs(arguments[1])


def _n_configs(grid):
    return len(list(product(*grid.values())))
