"""1: draws normal scores.

With `n_rows = 1` a score is 0 or 1 and nothing between, while a normal number may be anything. Draw
how many rows a candidate gets right, and divide.
"""

import numpy as np


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    spread = 0.5 / np.sqrt(n_rows)
    return rng.normal(0.5, spread, (n_searches, n_candidates)).max(axis=1).mean()


def sign(arguments, outcome):
    n_candidates, n_rows, *_ = arguments
    near = abs(outcome.value - mean_of_best(*arguments)) < 0.03
    return n_rows == 1 and n_candidates > 1 and near
