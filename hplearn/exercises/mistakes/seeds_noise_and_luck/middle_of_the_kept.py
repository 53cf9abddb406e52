"""1: returns 1.0 where a candidate has one row.

Where a candidate has one row, you return 1.0, although the best score of some searches is 0. Which
number of the kept scores does the question ask for, and has each candidate rows and guesses of its
own?
"""

import numpy as np


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    return np.median(rng.binomial(n_rows, 0.5, (n_searches, n_candidates)).max(axis=1)) / n_rows


def sign(arguments, outcome):
    return arguments[1] == 1 and outcome.value == 1.0
