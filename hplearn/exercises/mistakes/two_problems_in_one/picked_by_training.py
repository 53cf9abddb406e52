"""2: chooses by one loss and reports the other.

You report the loss on unseen rows, and choose by the other one. Choose by what you report.
"""

import numpy as np


def choose(fit, loss, train_rows, val_rows, values):
    fits = [fit(value, train_rows) for value in values]
    best = int(np.argmin([loss(weights, train_rows) for weights in fits]))
    return values[best], loss(fits[best], val_rows)


def sign(arguments, outcome):
    fit, loss, train_rows, val_rows, values = arguments
    losses = [loss(fit(value, train_rows), val_rows) for value in values]
    picked = choose(*arguments)
    return picked[0] != values[np.argmin(losses)] and np.allclose(outcome.value, picked)
