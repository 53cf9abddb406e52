"""2: the value with the lowest training loss is best, and the validation rows only report it."""

import numpy as np


def choose(fit, loss, train_rows, val_rows, values):
    train_losses, val_losses = [], []
    for value in values:
        weights = fit(value, train_rows)
        train_losses.append(loss(weights, train_rows))
        val_losses.append(loss(weights, val_rows))
    best = int(np.argmin(train_losses))
    return values[best], val_losses[best]
