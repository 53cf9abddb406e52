"""The record of a run, or of a whole sweep of runs."""

from dataclasses import dataclass

import numpy as np


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
        if not within >= 0:
            raise ValueError(f"within must be at least 0, got {within}")
        with np.errstate(over="ignore"):  # a diverged run may stand too far away to square
            near = np.linalg.norm(self.params - np.asarray(point), axis=-1) <= within
        return plain(np.where(near.any(axis=0), near.argmax(axis=0), -1))

    def __repr__(self):
        """Return one line that is the same on every machine."""
        n_steps, n_runs = len(self.loss) - 1, np.size(self.diverged_at)
        counts = f"{np.sum(self.diverged)} diverged, {np.sum(self.converged_at >= 0)} converged"
        runs = f"{n_runs} run{'s' * (n_runs != 1)} of {self.params.shape[-1]} params"
        return f"History({n_steps} {self.unit}, {runs}: {counts})"


def plain(array):
    """Return an array as it is, but a 0-dimensional one as a Python number.

    Examples
    --------
    >>> import numpy as np
    >>> plain(np.array(3))
    3
    """
    return array.item() if array.ndim == 0 else array
