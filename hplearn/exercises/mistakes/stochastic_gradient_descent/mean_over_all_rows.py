"""3: divides the batch's gradient once more.

A batch's gradient is a mean over its own rows already; divided once more, it is too short.
"""

import numpy as np


def walk(gradient_on, params, X, y, batches, learning_rate):
    return _walked(gradient_on, params, X, y, batches, learning_rate / len(y))


def _walked(gradient_on, params, X, y, batches, learning_rate, kept=len):
    for rows in batches:
        slope = gradient_on(params, X[rows], y[rows]) * kept(rows)
        params = params - learning_rate * slope
    return params


def sign(arguments, outcome):
    shorter = walk(*arguments), _walked(*arguments, kept=lambda rows: 1 / len(rows))
    fits = any(np.allclose(outcome.value, params) for params in shorter)
    return fits and not outcome.changed  # else the value may be right
