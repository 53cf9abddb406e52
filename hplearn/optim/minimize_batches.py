"""Walk downhill on samples of the data: shuffled batches, and the noise that they bring."""

from dataclasses import replace
from itertools import repeat
from typing import NamedTuple

import numpy as np

from hplearn.checks import require, whole_number
from hplearn.optim.minimize import as_scalar, evaluate, spread, walk


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
        If a number is out of range, or rng is not a Generator.

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
    require("rng", rng, isinstance(rng, np.random.Generator), "a numpy.random.Generator")
    order = np.arange(n_samples) if batch_size == n_samples else rng.permutation(n_samples)
    return (order[first : first + batch_size] for first in range(0, n_samples, batch_size))


def minimize_batches(
    objective, params, X, y, optimizer, batch_size, n_epochs, rng, *, schedule=None
):
    """Return the history of n_epochs of an optimizer that sees one batch of rows at a time.

    The record is taken on all the data, before the first epoch and after each. Every run of a
    sweep meets the same batches. With one batch that holds all rows this is `minimize`, bit by
    bit. Divergence is a result, by the rule of `minimize`, looked for at the end of an epoch.

    Parameters
    ----------
    objective : callable
        ``objective(params, X, y) -> (loss, gradient)`` for any rows, vectorised over the leading
        axes of params. A mean over rows, not a sum, gives steps that fit every batch size.
    params : array_like of shape (n_params,) or (..., n_params)
        Where to begin; broadcast against the optimizer's columns.
    X, y : array_like of shape (n_samples, ...)
        The rows that the batches are taken from.
    optimizer : Optimizer
        A frozen record of hyperparameters, such as ``SGD(learning_rate=0.1)``.
    batch_size : int, from 1 to n_samples
        Rows in a batch; the last batch of an epoch may be smaller.
    n_epochs : int, >= 0
        Passes through the data, each in a new order.
    rng : numpy.random.Generator
        The only source of chance.
    schedule : callable, optional
        ``schedule(step, n_steps) -> factor`` on the learning rate, such as ``Cosine()``; a step
        is one batch. AdamW's decay is scaled with it, as in torch.optim.AdamW.

    Returns
    -------
    History
        With n_epochs + 1 records, in epochs.

    Raises
    ------
    ValueError
        If an argument is out of range or does not fit, or schedule returns other than one positive
        factor per step.

    References
    ----------
    H. Robbins and S. Monro, 1951, Annals of Mathematical Statistics 22, 400-407.

    Examples
    --------
    >>> from hplearn.optim import SGD, minimize_batches, sweep
    >>> def squared_error(slope, X, y):
    ...     error = slope * X[:, 0] - y  # (n_runs, n_samples)
    ...     return (error**2).mean(-1) / 2, (error * X[:, 0]).mean(-1, keepdims=True)
    >>> X, rng = np.array([[1.0], [2.0], [3.0]]), np.random.default_rng(0)
    >>> sgd = SGD(learning_rate=sweep(0.1, 9.0))
    >>> minimize_batches(squared_error, [0.0], X, 2 * X[:, 0], sgd, 1, 20, rng)
    History(20 epochs, 2 runs of 1 params: 1 diverged, 0 converged)
    """
    X, y = np.asarray(X), np.asarray(y)
    if X.size == 0 or X.ndim == 0 or X.shape[:1] != y.shape[:1]:
        raise ValueError(f"X and y must share one or more rows, got shapes {X.shape} and {y.shape}")
    n_epochs = whole_number("n_epochs", n_epochs, low=0)
    batch_size = whole_number("batch_size", batch_size, low=1, high=len(X))
    params = spread("params", params, optimizer)
    n_steps = n_epochs * -(-len(X) // batch_size)
    paced = iter(_paced(optimizer, schedule, n_steps))

    def one_epoch(params, _, state):
        for batch in epoch_batches(len(X), batch_size, rng):
            _, gradient = evaluate(_on_rows(objective, X[batch], y[batch]), params)
            params, state = next(paced).step(params, gradient, state)
        return params, state

    whole = _on_rows(objective, X, y)
    history = walk(whole, one_epoch, params, optimizer.init(params), n_epochs)
    return replace(history, unit="epochs")


def _on_rows(objective, X, y):
    return lambda params: objective(params, X, y)


def _paced(optimizer, schedule, n_steps):
    """Return the optimizer of each step, its learning rate times the schedule's factor."""
    if schedule is None:
        return repeat(optimizer)
    factors = np.asarray(schedule(np.arange(n_steps), n_steps), dtype=float)
    if factors.shape != (n_steps,) or not ((factors > 0) & (factors < np.inf)).all():
        raise ValueError(f"schedule must return {n_steps} positive factors, got {factors}")
    rate = optimizer.learning_rate
    return (replace(optimizer, learning_rate=rate * factor) for factor in factors)


class GradientNoise(NamedTuple):
    """What `gradient_noise` measured; each a float or an ndarray of shape (...)."""

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
    gradients = [evaluate(_on_rows(objective, X[rows], y[rows]), params)[1] for rows in batches]
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
        variance : trace of the covariance of one row's gradient; a batch of B rows has 1/B of it.
        squared_norm : squared length of the true gradient, the noise's share taken out.
        scale : variance / squared_norm, in rows: batches much smaller are mostly noise, much larger
        ones waste rows. It is inf where no gradient stands out of the noise.

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
    return GradientNoise(as_scalar(variance), as_scalar(squared_norm), as_scalar(scale))


def _squared_length(gradients):
    return (gradients**2).sum(axis=-1)
