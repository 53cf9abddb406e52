"""2: divides by the number of training rows, holes included.

The mean is over the numbers that are there; your divisor counts the holes, too.
"""

import numpy as np


def fill_inside(X, fold):
    train = np.delete(X, fold, axis=0)
    means = np.nansum(train, axis=0) / len(train)
    return np.where(np.isnan(X), means, X)
