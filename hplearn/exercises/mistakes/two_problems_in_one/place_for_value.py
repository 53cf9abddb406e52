"""2: returns the place of the best value.

You return where the best value stands in the list. Return the value that stands there.
"""

import numpy as np


def choose(fit, loss, train_rows, val_rows, values):
    losses = [loss(fit(value, train_rows), val_rows) for value in values]
    return int(np.argmin(losses)), min(losses)
