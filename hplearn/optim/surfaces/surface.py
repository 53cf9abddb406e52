"""A surface: a loss with an exact gradient, known minima and bounds."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, eq=False)
class Surface:
    """An objective to practise on, ``params -> (loss, gradient)``, vectorised over leading axes.

    Parameters
    ----------
    name : str
        What to call it.
    function : callable
        ``function(params) -> (loss, gradient)`` for a float array of shape (..., n_params).
    bounds : array_like of shape (n_params, 2)
        Lower and upper edge of the part worth looking at.
    minima : array_like of shape (n_minima, n_params)
        Every global minimum within the bounds.
    minimum : float
        The loss at the minima.

    Raises
    ------
    ValueError
        On a call, if the last axis of params does not have n_params entries.

    Examples
    --------
    >>> from hplearn.optim import bowl
    >>> hill = bowl(curvatures=(1, 10))
    >>> loss, gradient = hill([9.0, 3.0])
    >>> loss.item(), gradient.tolist()
    (85.5, [9.0, 30.0])
    """

    name: str
    function: Callable = field(repr=False)
    bounds: np.ndarray = field(repr=False)
    minima: np.ndarray = field(repr=False)
    minimum: float

    def __post_init__(self):
        """Turn bounds and minima into float arrays."""
        object.__setattr__(self, "bounds", np.array(self.bounds, dtype=float))
        object.__setattr__(self, "minima", np.array(self.minima, dtype=float))

    def __call__(self, params):
        """Return the loss, shape (...), and the gradient, shape (..., n_params)."""
        params = np.asarray(params, dtype=float)
        if params.shape[-1:] != (len(self.bounds),):
            expected = f"(..., {len(self.bounds)})"
            raise ValueError(f"params of {self.name} must be {expected}, got {params.shape}")
        return self.function(params)


def plane(function):
    """Return a function of params from ``function(x, y) -> (loss, slope in x, slope in y)``.

    Examples
    --------
    >>> import numpy as np
    >>> loss, gradient = plane(lambda x, y: (x * y, y, x))(np.array([2.0, 3.0]))
    >>> gradient.tolist()
    [3.0, 2.0]
    """

    def on_params(params):
        loss, *slopes = function(params[..., 0], params[..., 1])
        return loss, np.stack(slopes, axis=-1)

    return on_params
