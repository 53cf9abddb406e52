"""What every optimizer shares: the update line, and the one place that checks its numbers."""

from dataclasses import fields
from typing import NamedTuple

import numpy as np


def _in_unit(value):
    return (value >= 0) & (value < 1)


RANGES = {
    "learning_rate": ("positive and finite", lambda value: (value > 0) & (value < np.inf)),
    "momentum": ("in [0, 1)", _in_unit),
    "beta_1": ("in [0, 1)", _in_unit),
    "beta_2": ("in [0, 1)", _in_unit),
    "epsilon": ("positive and finite", lambda value: (value > 0) & (value < np.inf)),
    "weight_decay": ("finite and at least 0", lambda value: (value >= 0) & (value < np.inf)),
    "bias_correction": ("True or False", lambda value: (value == 0) | (value == 1)),
}


class NoState(NamedTuple):
    """The memory of an optimizer that remembers nothing."""


class Optimizer:
    """Base class of the optimizers: frozen dataclasses whose fields are hyperparameters.

    A subclass says in which `direction` to walk (and `init`, where it needs a memory). Both methods
    are pure: they return new arrays and change none that they were given. Two are equal if they are
    of one class and have the same numbers, in columns of the same shape. A field that is not in the
    table of symbols may hold any finite numbers.

    Raises
    ------
    ValueError
        If a hyperparameter is outside its range, or is neither a number nor a column.

    Examples
    --------
    A rule of your own:

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class SignGD(Optimizer):
    ...     learning_rate: float
    ...
    ...     def direction(self, params, gradient, state):
    ...         return np.sign(gradient), state
    >>> SignGD(0.1).step([1.0, 2.0], [5.0, -3.0], NoState())[0].tolist()
    [0.9, 2.1]
    """

    def __init_subclass__(cls):
        """Keep dataclass from writing an equality that cannot compare columns."""
        cls.__eq__, cls.__hash__ = Optimizer.__eq__, Optimizer.__hash__

    def __post_init__(self):
        """Check each hyperparameter and keep a column as a copy that cannot be written to."""
        for field in fields(self):
            checked = _checked(field.name, getattr(self, field.name))
            object.__setattr__(self, field.name, checked)

    def __eq__(self, other):
        """Return whether class, numbers and shapes are the same."""
        return self._key() == other._key() if isinstance(other, Optimizer) else NotImplemented

    def __hash__(self):
        """Return the same for equal optimizers."""
        return hash(self._key())

    def _key(self):
        values = [getattr(self, field.name) for field in fields(self)]
        return type(self), *((np.shape(value), *np.ravel(value).tolist()) for value in values)

    def init(self, params):
        """Return the state before the first step.

        Parameters
        ----------
        params : array_like of shape (..., n_params)
            The learned numbers at the start.

        Returns
        -------
        NamedTuple
            The optimizer's memory.
        """
        return NoState()

    def step(self, params, gradient, state):
        """Return the params after one step, and the state after it.

        Parameters
        ----------
        params : array_like of shape (..., n_params)
            The learned numbers now.
        gradient : array_like of shape (..., n_params)
            The slope of the loss at params.
        state : NamedTuple
            What `init` or the last `step` returned.

        Returns
        -------
        params : ndarray of shape (..., n_params)
            With columns of n_runs rows as hyperparameters: (n_runs, n_params).
        state : NamedTuple
            The memory to pass to the next step.

        Raises
        ------
        ValueError
            If gradient has another shape than params, or params do not fit the columns.
        """
        params, gradient = np.asarray(params), np.asarray(gradient)
        if gradient.shape not in (params.shape, self.swept_shape(params)):
            raise ValueError(
                f"gradient must have the shape of params, {params.shape}, got {gradient.shape}"
            )
        direction, state = self.direction(params, gradient, state)
        return params - self.learning_rate * direction, state

    def direction(self, params, gradient, state):
        """Return the direction whose opposite is walked, and the new state."""
        raise NotImplementedError

    def swept_shape(self, params):
        """Return the shape of params after broadcasting against every column."""
        columns = [np.shape(getattr(self, field.name)) for field in fields(self)]
        try:
            return np.broadcast_shapes(np.shape(params), *columns)
        except ValueError:
            swept = [shape for shape in columns if shape]
            raise ValueError(
                f"params must fit columns of shape {swept}, got shape {np.shape(params)}"
            ) from None

    def zeros(self, params):
        """Return zeros of the swept shape, in 32 bits for 32-bit params, else in 64."""
        dtype = np.result_type(np.asarray(params), np.float32)
        return np.zeros(self.swept_shape(params), dtype)


def _checked(name, value):
    expected, is_valid = RANGES.get(name, ("finite", np.isfinite))
    array = np.array(value)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be {expected}, got {value!r}")
    if not is_valid(array).all():
        raise ValueError(f"{name} must be {expected}, got {array[~is_valid(array)][0]}")
    if array.ndim == 0:
        return array.item()
    if array.ndim == 1 or array.shape[-1] != 1:
        raise ValueError(
            f"{name} must be a number or a column (n_runs, 1), got shape {array.shape}: use sweep"
        )
    array = array.astype(float)
    array.setflags(write=False)
    return array
