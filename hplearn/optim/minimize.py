"""Walk downhill: the loop that calls an objective and an optimizer by turns, and its record.

An objective is a callable, ``params -> (loss, gradient)``: value and gradient are born together.
With params of shape (..., n_params), the loss has shape (...) and the gradient that of params.
"""

from dataclasses import dataclass

import numpy as np

from hplearn.checks import is_number, require, whole_number
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
    is_right = is_number(tolerance) and 0 <= tolerance < np.inf
    require("tolerance", tolerance, is_right, "finite and at least 0")
    params = spread("start", start, optimizer)
    return walk(objective, optimizer.step, params, optimizer.init(params), n_steps, tolerance)


def walk(objective, advance, params, state, n_steps, tolerance=0.0):
    """Return the history of a walk: look, judge each run, advance those that go on."""
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
    return History(params, loss, gradient_norm, as_scalar(diverged_at), as_scalar(converged_at))


def spread(name, start, optimizer):
    """Return a start as a new array of floats, with a row for each run of the optimizer."""
    require("optimizer", optimizer, isinstance(optimizer, Optimizer), "one such as GD(0.1)")
    start = np.asarray(start, dtype=float)
    require(name, start, start.ndim > 0, "an array of shape (n_params,) or (..., n_params)")
    require(name, start.tolist(), np.isfinite(start).all(), "finite")
    return np.broadcast_to(start, optimizer.swept_shape(start)).copy()


def evaluate(objective, params):
    """Return the objective's loss and gradient at a copy of params, after checking both."""
    result = objective(params.copy())
    if not (isinstance(result, tuple | list) and len(result) == 2):
        got = f"{type(result).__name__}: {result!r:.60}"
        raise ValueError(f"objective must return the pair (loss, gradient), got one {got}")
    gradient = _floats("gradient", result[1], params.shape)
    loss = _floats("loss", result[0], params.shape[:-1])
    return loss, gradient


def _floats(name, value, shape):
    try:
        array = np.asarray(value)
    except ValueError:  # rows of several lengths
        array = np.asarray(value, dtype=object)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"objective must return a {name} of numbers, got {value!r}")
    if array.shape != shape:
        raise ValueError(f"objective must return a {name} of shape {shape}, got {array.shape}")
    return array.astype(float)


def as_scalar(array):
    """Return a 0-dimensional array as a Python number, any other as it is."""
    return array.item() if array.ndim == 0 else array


@dataclass(frozen=True, eq=False, repr=False)
class History:
    """What `minimize` saw step by step, or `minimize_batches` epoch by epoch; row 0 is the start.

    A run that diverges keeps the record of the step that showed it, and NaN after it. A run that
    converges stands still and repeats its last record. Where `unit` says epochs, read epoch for
    step.

    Parameters
    ----------
    params : ndarray of shape (n_steps + 1, ..., n_params)
        The learned numbers.
    loss, gradient_norm : ndarray of shape (n_steps + 1, ...)
        The loss and the Euclidean length of the gradient at params.
    diverged_at, converged_at : int or ndarray of shape (...)
        The step at which a run was stopped for that reason; -1 if it never was.
    unit : str
        What a row counts: "steps" or "epochs".

    Examples
    --------
    >>> from hplearn.optim import GD, bowl, minimize, sweep
    >>> minimize(bowl(), [9.0, 3.0], GD(learning_rate=sweep(0.05, 0.1, 0.3)), n_steps=200)
    History(200 steps, 3 runs of 2 params: 1 diverged, 0 converged)
    """

    params: np.ndarray
    loss: np.ndarray
    gradient_norm: np.ndarray
    diverged_at: int | np.ndarray
    converged_at: int | np.ndarray
    unit: str = "steps"

    @property
    def diverged(self):
        """Whether each run diverged: bool, or ndarray of bool of shape (...)."""
        return self.diverged_at >= 0

    @property
    def final(self):
        """The last finite params of each run, shape (..., n_params)."""
        finite = np.isfinite(self.params).all(axis=-1)
        last = len(finite) - 1 - finite[::-1].argmax(axis=0)
        return np.take_along_axis(self.params, last[None, ..., None], axis=0)[0]

    def steps_to(self, point, within):
        """Return the first step at which each run stands close to a point.

        Parameters
        ----------
        point : array_like of shape (n_params,)
            Where to, for example ``bowl().minima[0]``.
        within : float, >= 0
            The Euclidean distance that counts as arrived.

        Returns
        -------
        int or ndarray of shape (...)
            The step; 0 is the start, -1 means never.

        Raises
        ------
        ValueError
            If point does not have shape (n_params,), or within is negative.

        Examples
        --------
        >>> from hplearn.optim import GD, bowl, minimize
        >>> history = minimize(bowl(), [9.0, 3.0], GD(learning_rate=0.1), n_steps=200)
        >>> history.steps_to([0.0, 0.0], within=0.001)
        87
        """
        if np.shape(point) != self.params.shape[-1:]:
            expected = self.params.shape[-1:]
            raise ValueError(f"point must have shape {expected}, got {np.shape(point)}")
        require("within", within, within >= 0, "at least 0")
        with np.errstate(over="ignore"):  # a diverged run may stand too far away to square
            near = np.linalg.norm(self.params - np.asarray(point), axis=-1) <= within
        return as_scalar(np.where(near.any(axis=0), near.argmax(axis=0), -1))

    def __repr__(self):
        """Return one line that is the same on every machine."""
        n_steps, n_runs = len(self.loss) - 1, np.size(self.diverged_at)
        counts = f"{np.sum(self.diverged)} diverged, {np.sum(self.converged_at >= 0)} converged"
        runs = f"{n_runs} run{'s' * (n_runs != 1)} of {self.params.shape[-1]} params"
        return f"History({n_steps} {self.unit}, {runs}: {counts})"


def sweep(*values):
    """Return the values as a column, one row per run.

    A column broadcasts against params of shape (n_runs, n_params), so one update line trains
    every run at once. A grid of two hyperparameters needs two axes: give one of them as
    ``sweep(...)[:, None]``, of shape (n_values, 1, 1).

    Parameters
    ----------
    *values : float, or one sequence of shape (n_values,)
        The values to try.

    Returns
    -------
    ndarray of shape (n_values, 1)
        The column.

    Raises
    ------
    ValueError
        If there is no value, a value is not a number, or the sequence has more than one axis.

    Examples
    --------
    >>> from hplearn.optim import sweep
    >>> sweep(0.01, 0.1, 1).shape
    (3, 1)
    """
    column = np.asarray(values[0] if len(values) == 1 else values)
    if column.size == 0 or column.ndim > 1 or column.dtype.kind not in "biuf":
        raise ValueError(f"sweep expects numbers or one sequence of numbers, got {values!r}")
    return column.astype(float).reshape(-1, 1)
