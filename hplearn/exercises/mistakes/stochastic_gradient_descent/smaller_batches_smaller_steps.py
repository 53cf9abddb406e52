"""3: shortens the step of a smaller batch.

Your step grows with the number of rows in the batch. The learning rate is the same for all batches,
whatever their size.
"""

import numpy as np


def walk(gradient_on, params, X, y, batches, learning_rate):
    return _weighted(gradient_on, params, X, y, batches, learning_rate / max(map(len, batches)))


def _weighted(gradient_on, params, X, y, batches, rate_of_a_row):
    for rows in batches:
        params = params - rate_of_a_row * len(rows) * gradient_on(params, X[rows], y[rows])
    return params


def sign(arguments, outcome):
    *walk, batches, learning_rate = arguments
    sizes = list(map(len, batches))
    shares = (1 / total for total in (max(sizes), sum(sizes), np.mean(sizes), 1))
    ends = (_weighted(*walk, batches, learning_rate * share) for share in shares)
    return len(set(sizes)) > 1 and any(np.allclose(outcome.value, end) for end in ends)
