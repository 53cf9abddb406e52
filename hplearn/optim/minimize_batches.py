"""Walk downhill on samples of the data: the loop of `minimize`, with an epoch for a step."""

from dataclasses import replace
from itertools import repeat

import numpy as np

from hplearn.checks import whole_number
from hplearn.optim.batches import epoch_batches
from hplearn.optim.minimize import spread, walk
from hplearn.optim.objective import evaluate


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
    X, y = _same_rows(X, y)
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
        raise ValueError(
            f"schedule must return one positive factor for each of {n_steps} steps, got {factors}"
        )
    rate = optimizer.learning_rate
    return (replace(optimizer, learning_rate=rate * factor) for factor in factors)


def _same_rows(X, y):
    X, y = np.asarray(X), np.asarray(y)
    if X.size == 0 or X.ndim == 0 or X.shape[:1] != y.shape[:1]:
        raise ValueError(f"X and y must share one or more rows, got shapes {X.shape} and {y.shape}")
    return X, y
