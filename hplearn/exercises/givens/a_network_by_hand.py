"""Losses without a network, smooth and with known slopes."""

import numpy as np


def waves(heights, shifts):
    """Return a loss: a sum of waves, and the product of all neighbours.

    Parameters
    ----------
    heights, shifts : array of shape (n_params,)

    Examples
    --------
    >>> float(waves(np.array([1.0]), np.array([0.0]))(np.array([0.0])))
    0.0
    """

    def loss(params):
        return np.sum(heights * np.sin(params + shifts)) + np.sum(params[1:] * params[:-1])

    return loss
