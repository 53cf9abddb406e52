"""Gradient noise: how far the gradients of batches stand from the gradient of all the data."""

from typing import NamedTuple

import numpy as np

from hplearn.optim.batches import epoch_batches
from hplearn.optim.history import plain
from hplearn.optim.objective import evaluate


class GradientNoise(NamedTuple):
    """What `gradient_noise` measured; each a float or an ndarray of shape (...).

    Parameters
    ----------
    variance : float
        Trace of the covariance of one row's gradient; a batch of B rows has 1/B of it.
    squared_norm : float
        Squared length of the true gradient, the noise's share taken out.
    scale : float
        variance / squared_norm, in rows: batches much smaller are mostly noise, much larger ones
        waste rows. It is inf where no gradient stands out of the noise.

    Examples
    --------
    >>> from hplearn.optim import GradientNoise
    >>> GradientNoise(variance=2.0, squared_norm=4.0, scale=0.5).scale
    0.5
    """

    variance: float | np.ndarray
    squared_norm: float | np.ndarray
    scale: float | np.ndarray


def batch_gradients(objective, params, X, y, batch_size, rng):
    """Return the gradients of one epoch's batches, all at the same params, and the batches' sizes.

    Parameters
    ----------
    objective : callable
        ``objective(params, X, y) -> (loss, gradient)``, a mean over the rows.
    params : array_like of shape (n_params,) or (..., n_params)
        Where.
    X, y : array_like of shape (n_samples, ...)
        The rows.
    batch_size, rng
        As in `epoch_batches`.

    Returns
    -------
    gradients : ndarray of shape (n_batches, ..., n_params)
        Their mean, weighted by size, is the gradient of all the data.
    sizes : ndarray of int of shape (n_batches,)
        Rows in each batch.

    Raises
    ------
    ValueError
        If batch_size is not from 1 to n_samples, or the objective returns other shapes.

    Examples
    --------
    >>> from hplearn.optim import batch_gradients
    >>> def half_squares(params, X, y):
    ...     return ((params - y) ** 2).mean() / 2, (params - y).mean(keepdims=True)
    >>> y, rng = np.arange(5.0), np.random.default_rng(0)
    >>> gradients, sizes = batch_gradients(half_squares, [0.0], y, y, 2, rng)
    >>> sizes.tolist(), np.average(gradients, axis=0, weights=sizes).tolist()
    ([2, 2, 1], [-2.0])
    """
    X, y = np.asarray(X), np.asarray(y)
    params = np.asarray(params, dtype=float)
    batches = list(epoch_batches(len(X), batch_size, rng))
    gradients = [
        evaluate(lambda at, rows=rows: objective(at, X[rows], y[rows]), params)[1]
        for rows in batches
    ]
    return np.stack(gradients), np.array([len(rows) for rows in batches])


def gradient_noise(gradients, sizes):
    """Return the noise in the gradients of one epoch's batches: variance, signal, their ratio.

    Parameters
    ----------
    gradients : ndarray of shape (n_batches, ..., n_params)
        From `batch_gradients`; at least two batches.
    sizes : ndarray of int of shape (n_batches,)
        Rows in each batch.

    Returns
    -------
    GradientNoise
        With variance, squared_norm and scale.

    Raises
    ------
    ValueError
        If there are fewer than two batches.

    Notes
    -----
    The expected squared length of a batch's gradient is squared_norm + variance / size. All the
    data is one more batch, of n rows, so that two unknowns have two equations. Both estimates are
    unbiased, also for the batches of an epoch, which share no row: their covariance is smaller by
    1 - size / n, and so is the left side's difference.

    References
    ----------
    S. McCandlish et al., 2018, arXiv:1812.06162, equation 2.9 and appendix A.1.

    Examples
    --------
    >>> from hplearn.optim import gradient_noise
    >>> gradient_noise(np.array([[1.0], [3.0]]), np.array([1, 1]))
    GradientNoise(variance=2.0, squared_norm=3.0, scale=0.6666666666666666)
    """
    if len(sizes) < 2:
        raise ValueError(f"gradients must come from at least 2 batches, got {len(sizes)}")
    n_samples = sizes.sum()
    whole = _squared_length(np.average(gradients, axis=0, weights=sizes))
    rise = _squared_length(gradients).mean(axis=0) - whole
    variance = rise / (1 / sizes - 1 / n_samples).mean()
    squared_norm = whole - variance / n_samples
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(squared_norm > 0, variance / squared_norm, np.inf)
    return GradientNoise(*map(plain, map(np.asarray, (variance, squared_norm, scale))))


def _squared_length(gradients):
    return (gradients**2).sum(axis=-1)
