"""Walk downhill: the loop that calls an objective and an optimizer by turns."""

from numbers import Real

import numpy as np

from hplearn.checks import whole_number
from hplearn.optim.history import History, plain
from hplearn.optim.objective import evaluate
from hplearn.optim.optimizers import Optimizer

DIVERGENCE_FACTOR = 1000.0


def minimize(objective, start, optimizer, n_steps, *, tolerance=0.0):
    """Return the history of n_steps of an optimizer from a start.

    Divergence is a result and no error: a run is stopped if its loss, gradient or params are not
    finite, or its loss is above 1000 times the larger of 1 and the size of its first loss. The
    other runs of a sweep go on.

    Parameters
    ----------
    objective : callable
        ``objective(params) -> (loss, gradient)``, vectorised over leading axes.
    start : array_like of shape (n_params,) or (..., n_params)
        Where to begin; it is broadcast against the optimizer's columns.
    optimizer : Optimizer
        A frozen record of hyperparameters, such as ``GD(learning_rate=0.1)``.
    n_steps : int, >= 0
        The number of steps.
    tolerance : float, >= 0
        A run is stopped, as converged, once the length of its gradient is at or below this number.
        At 0 no run is: where the gradient is zero, a velocity or a weight decay still moves on.

    Returns
    -------
    History
        With n_steps + 1 records; with columns of n_runs rows, a run axis after the step axis.

    Raises
    ------
    ValueError
        If an argument is out of range, start does not fit the columns, or the objective does not
        return a loss and a gradient of the right shapes.

    Examples
    --------
    >>> from hplearn.optim import GD, bowl, minimize, sweep
    >>> hill = bowl(curvatures=(1, 10))
    >>> history = minimize(hill, [9.0, 3.0], GD(learning_rate=sweep(0.1, 0.3)), n_steps=50)
    >>> history.diverged.tolist(), history.diverged_at.tolist()
    ([False, True], [-1, 6])
    """
    n_steps = whole_number("n_steps", n_steps, low=0)
    if not (isinstance(tolerance, Real) and 0 <= tolerance < np.inf):
        raise ValueError(f"tolerance must be finite and at least 0, got {tolerance!r}")
    params = spread("start", start, optimizer)
    return walk(objective, optimizer.step, params, optimizer.init(params), n_steps, tolerance)


def walk(objective, advance, params, state, n_steps, tolerance=0.0):
    """Return the history of a walk: look, judge each run, advance those that go on.

    Parameters
    ----------
    objective : callable
        ``objective(params) -> (loss, gradient)``; it is what is recorded.
    advance : callable
        ``advance(params, gradient, state) -> (params, state)``, such as an optimizer's ``step``.
    params, state : ndarray of shape (..., n_params), and NamedTuple
        Where the walk begins.
    n_steps, tolerance
        As in `minimize`, checked.

    Returns
    -------
    History
        With n_steps + 1 records.

    Examples
    --------
    >>> from hplearn.optim import bowl
    >>> halve = lambda params, gradient, state: (params / 2, state)
    >>> walk(bowl(), halve, np.array([8.0, 4.0]), None, n_steps=2).final.tolist()
    [2.0, 1.0]
    """
    diverged_at = converged_at = np.full(params.shape[:-1], -1)
    records = []
    with np.errstate(all="ignore"):  # overflow is recorded as divergence, not warned of
        for step in range(n_steps + 1):
            loss, gradient = evaluate(objective, params)
            gradient_norm = np.linalg.norm(gradient, axis=-1)
            records.append((params, loss, gradient_norm))

            running = (diverged_at < 0) & (converged_at < 0)
            diverges = running & _is_lost(params, loss, gradient, first_loss=records[0][1])
            converges = running & ~diverges & (gradient_norm <= tolerance) & (tolerance > 0)
            diverged_at = np.where(diverges, step, diverged_at)
            converged_at = np.where(converges, step, converged_at)
            running = running & ~diverges & ~converges
            if step == n_steps or not running.any():
                break
            moved, state = advance(params, gradient, state)
            params = np.where(running[..., None], moved, params)
    return _history(records, n_steps, diverged_at, converged_at)


def _is_lost(params, loss, gradient, first_loss):
    limit = DIVERGENCE_FACTOR * np.maximum(np.abs(first_loss), 1)
    is_finite = (np.isfinite(params) & np.isfinite(gradient)).all(axis=-1)
    return ~is_finite | ~np.isfinite(loss) | (loss > limit)


def _history(records, n_steps, diverged_at, converged_at):
    records = records + records[-1:] * (n_steps + 1 - len(records))
    params, loss, gradient_norm = (np.stack(column) for column in zip(*records, strict=True))
    steps = np.arange(n_steps + 1).reshape(-1, *[1] * diverged_at.ndim)
    is_after = (diverged_at >= 0) & (steps > diverged_at)  # (n_steps + 1, ...)
    for record in (params, loss, gradient_norm):
        record[is_after] = np.nan
    return History(params, loss, gradient_norm, plain(diverged_at), plain(converged_at))


def spread(name, start, optimizer):
    """Return a start as a new array of floats, with a row for each run of the optimizer.

    Examples
    --------
    >>> from hplearn.optim import GD, sweep
    >>> spread("start", [1, 2], GD(sweep(0.1, 0.2))).tolist()
    [[1.0, 2.0], [1.0, 2.0]]
    """
    if not isinstance(optimizer, Optimizer):
        raise ValueError(f"optimizer must be one such as GD(learning_rate=0.1), got {optimizer!r}")
    start = np.asarray(start, dtype=float)
    if start.ndim == 0:
        raise ValueError(f"{name} must have shape (n_params,) or (..., n_params), got {start}")
    if not np.isfinite(start).all():
        raise ValueError(f"{name} must be finite, got {start.tolist()}")
    return np.broadcast_to(start, optimizer.swept_shape(start)).copy()
