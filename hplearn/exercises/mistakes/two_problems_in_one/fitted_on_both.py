"""2: wastes no row.

You fit on both parts, so the rows that judge have been seen. Fit on the training rows alone.
"""

import numpy as np


def choose(fit, loss, train_rows, val_rows, values):
    both = tuple(np.concatenate(parts) for parts in zip(train_rows, val_rows, strict=True))
    losses = [loss(fit(value, both), val_rows) for value in values]
    best = int(np.argmin(losses))
    return values[best], losses[best]
