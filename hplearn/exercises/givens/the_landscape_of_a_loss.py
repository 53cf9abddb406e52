"""A loss with hills between its minima, written apart from `hplearn.optim`."""

import numpy as np


def hilly(slope, waves, level=0.0):
    """Return a loss of one array of weights: a bowl of this slope, and waves of this height.

    Its lowest places are at this level.

    Examples
    --------
    >>> hilly(0.0, 1.0)(np.array([0.0, 0.5]))
    2.0
    """

    def loss(weights):
        weights = np.asarray(weights, dtype=float)
        bowl = slope * float((weights**2).sum())
        return level + bowl + waves * float((1 - np.cos(2 * np.pi * weights)).sum())

    return loss
