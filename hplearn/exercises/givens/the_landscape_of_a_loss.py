"""A loss with hills between its minima, written apart from `hplearn.optim`."""

import numpy as np


def hilly(slope, waves, level=0.0):
    """Return a loss of one array of weights: a bowl of this slope, and waves of this height.

    Its lowest places are at this level. Of a matrix each row counts with the mean of its entries.

    Examples
    --------
    >>> hilly(0.0, 1.0)(np.array([0.0, 0.5]))
    2.0
    """

    def loss(weights):
        weights = np.asarray(weights, dtype=float)
        rows = slope * weights**2 + waves * (1 - np.cos(2 * np.pi * weights))
        return level + float(rows.reshape(len(rows), -1).mean(axis=1).sum())

    return loss
