"""Random numbers for answers that draw."""

import numpy as np


def generator(seed):
    """Return a fresh ``numpy.random.Generator``.

    Examples
    --------
    >>> int(generator(seed=0).integers(100))
    85
    """
    return np.random.default_rng(seed)
