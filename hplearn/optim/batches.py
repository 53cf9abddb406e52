"""An epoch: every sample once, in an order drawn anew, a batch at a time."""

import numpy as np

from hplearn.checks import whole_number


def epoch_batches(n_samples, batch_size, rng):
    """Return an iterator over the batches of one epoch: arrays of row numbers.

    Every row is in one batch and in no other. The order is drawn once, when the function is
    called. A batch of all the samples needs no order: its rows stay as they are, and nothing is
    drawn.

    Parameters
    ----------
    n_samples : int, >= 1
        The number of rows.
    batch_size : int, from 1 to n_samples
        Rows in a batch; the last batch holds what is left, and may be smaller.
    rng : numpy.random.Generator
        Where the order comes from; pass the same one for the next epoch.

    Returns
    -------
    iterator of ndarray of int, each of shape (batch_size,), the last one perhaps shorter
        The batches, ``ceil(n_samples / batch_size)`` of them.

    Raises
    ------
    ValueError
        If a number is out of range, or rng is no Generator.

    References
    ----------
    L. Bottou, 2009, Curiously fast convergence of some stochastic gradient descent algorithms:
    reshuffled epochs come closer, at the same cost, than rows drawn one by one.

    Examples
    --------
    >>> import numpy as np
    >>> from hplearn.optim import epoch_batches
    >>> batches = list(epoch_batches(7, batch_size=3, rng=np.random.default_rng(0)))
    >>> [len(batch) for batch in batches], sorted(np.concatenate(batches).tolist())
    ([3, 3, 1], [0, 1, 2, 3, 4, 5, 6])
    """
    n_samples = whole_number("n_samples", n_samples, low=1)
    batch_size = whole_number("batch_size", batch_size, low=1, high=n_samples)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng must be a numpy.random.Generator, got {rng!r}")
    order = np.arange(n_samples) if batch_size == n_samples else rng.permutation(n_samples)
    return (order[first : first + batch_size] for first in range(0, n_samples, batch_size))
