"""Random numbers for answers that draw."""

import numpy as np


def generator(seed, n_others=0):
    """Return a fresh ``numpy.random.Generator``.

    With `n_others` the answer is called with so many other seeds, too, and the judge finds what it
    then returns in `outcome.calls`.

    Examples
    --------
    >>> int(generator(seed=0).integers(100))
    85
    """
    return np.random.default_rng(seed)
