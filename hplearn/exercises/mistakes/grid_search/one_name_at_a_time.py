"""1: changes one name at a time.

You vary one name and keep all others at one value, so most combinations are never tried. How many
configs does the example try?
"""

import math

import numpy as np


def search_grid(evaluate, grid):
    first = {name: values[0] for name, values in grid.items()}
    configs = [first | {name: value} for name, values in grid.items() for value in values]
    scores = np.array([evaluate(config) for config in configs])
    means = scores.mean(axis=1)
    return configs[int(np.argmax(means))], means, scores.std(axis=1, ddof=1)


def sign(arguments, outcome):
    grid = arguments[1]
    tried = {
        tuple(config.items()) for (config,) in outcome.calls["grid_search.scores_by_fold"].arguments
    }
    n_configs = math.prod(len(values) for values in grid.values())
    is_answer = isinstance(outcome.value, tuple | list)  # an error has no value
    return is_answer and 0 < len(tried) <= sum(map(len, grid.values())) < n_configs
