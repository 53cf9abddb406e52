"""Surfaces to walk on: value and exact gradient together, with known minima and bounds."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from hplearn.checks import require


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
    """Return a function of params from ``function(x, y) -> (loss, slope in x, slope in y)``."""

    def on_params(params):
        loss, *slopes = function(params[..., 0], params[..., 1])
        return loss, np.stack(slopes, axis=-1)

    return on_params


def bowl(curvatures=(1, 10)):
    """Return the bowl ``sum(curvature * x**2) / 2``, lowest at the origin.

    Gradient descent multiplies each coordinate by ``1 - learning_rate * curvature`` per step.

    Parameters
    ----------
    curvatures : array_like of shape (n_params,), or float, > 0
        One curvature per direction. A single number is the condition number of a bowl in two
        directions, with curvatures 1 and that number.

    Raises
    ------
    ValueError
        If a curvature is not positive and finite.

    Examples
    --------
    >>> bowl(100)([1.0, 1.0])[1].tolist()
    [1.0, 100.0]
    """
    wanted = np.array((1, curvatures) if np.ndim(curvatures) == 0 else curvatures, dtype=float)
    if wanted.ndim != 1 or wanted.size == 0 or not ((wanted > 0) & (wanted < np.inf)).all():
        raise ValueError(f"curvatures must be positive and finite, got {curvatures}")

    def function(params):
        gradient = wanted * params
        return (gradient * params).sum(axis=-1) / 2, gradient

    n_params = len(wanted)
    return Surface("bowl", function, [(-10, 10)] * n_params, [[0] * n_params], 0.0)


def valley(steepness=100):
    """Return a narrow valley whose floor is a plateau, except near the origin.

    The loss is ``x**2 / (1 + x**2) + steepness * y**2 / 2``. On the floor, far from the origin, the
    gradient is small and so is the change of loss: rules that stop on either are fooled.

    Parameters
    ----------
    steepness : float, > 0
        Curvature of the walls.

    References
    ----------
    The floor is the loss of S. Geman and D. E. McClure, 1985, Proceedings of the Statistical
    Computing Section of the American Statistical Association, 12-18.

    Examples
    --------
    >>> loss, gradient = valley()([6.0, 0.0])
    >>> print(loss.round(3), gradient.round(3))
    0.973 [0.009 0.   ]
    """
    require("steepness", steepness, 0 < steepness < np.inf, "positive and finite")

    def function(x, y):
        bulge = 1 + x * x
        loss = x * x / bulge + steepness * y * y / 2
        return loss, 2 * x / (bulge * bulge), steepness * y

    return Surface("valley", plane(function), [(-8, 8), (-2, 2)], [(0, 0)], 0.0)


def double_well(tilt=0.0):
    """Return two wells, at x = -1 and x = 1, with a saddle at x = tilt between them.

    The slope in x is ``(x**2 - 1) * (x - tilt)``; in y it is y. At tilt 0 the wells are equally
    deep; at any other, the well further from the saddle is deeper, by ``4 * abs(tilt) / 3``.

    Parameters
    ----------
    tilt : float, in (-1, 1)
        Where the saddle stands.

    Examples
    --------
    >>> double_well().minima.tolist()
    [[-1.0, 0.0], [1.0, 0.0]]
    >>> double_well(tilt=0.2).minima.tolist()
    [[-1.0, 0.0]]
    """
    require("tilt", tilt, -1 < tilt < 1, "in (-1, 1)")
    lift = 1 / 4 + 2 * abs(tilt) / 3  # puts the deepest well at a loss of 0

    def function(x, y):
        floor = x * x * (x * x / 4 - tilt * x / 3 - 1 / 2) + tilt * x
        return floor + y * y / 2 + lift, (x * x - 1) * (x - tilt), y

    minima = [(side, 0) for side in (-1, 1) if side * tilt <= 0]
    return Surface("double well", plane(function), [(-2, 2), (-2, 2)], minima, 0.0)


def rosenbrock():
    """Return the banana-shaped valley ``(1 - x)**2 + 100 * (y - x**2)**2``.

    References
    ----------
    H. H. Rosenbrock, 1960, The Computer Journal 3(3), 175-184. The usual start is (-1.2, 1).

    Examples
    --------
    >>> rosenbrock()([-1.2, 1.0])[0].round(6).item()
    24.2
    """

    def function(x, y):
        short, off = 1 - x, y - x * x
        return short * short + 100 * off * off, -2 * short - 400 * x * off, 200 * off

    return Surface("Rosenbrock", plane(function), [(-2.048, 2.048)] * 2, [(1, 1)], 0.0)


def himmelblau():
    """Return Himmelblau's function ``(x**2 + y - 11)**2 + (x + y**2 - 7)**2``, with four minima.

    References
    ----------
    D. M. Himmelblau, 1972, Applied Nonlinear Programming, McGraw-Hill.

    Examples
    --------
    >>> himmelblau()([0.0, 0.0])[0].item()
    170.0
    """

    def function(x, y):
        a, b = x * x + y - 11, x + y * y - 7
        return a * a + b * b, 4 * a * x + 2 * b, 2 * a + 4 * b * y

    minima = [
        (3, 2),
        (-2.80511808695274485, 3.13131251825057297),
        (-3.77931025337774689, -3.28318599128616941),
        (3.58442834033049174, -1.84812652696440355),
    ]
    return Surface("Himmelblau", plane(function), [(-5, 5), (-5, 5)], minima, 0.0)


def branin():
    """Return Branin's function (also Branin-Hoo), with three equal minima.

    References
    ----------
    F. H. Branin, 1972, IBM Journal of Research and Development 16(5), 504-522; constants and bounds
    as in L. C. W. Dixon and G. P. Szegö, 1978, Towards Global Optimisation 2.

    Examples
    --------
    >>> print(branin().minimum)
    0.3978873577297384
    """
    b, c, t = 5.1 / (4 * np.pi**2), 5 / np.pi, 1 / (8 * np.pi)

    def function(x, y):
        off = y - b * x * x + c * x - 6
        loss = off * off + 10 * (1 - t) * np.cos(x) + 10
        return loss, 2 * off * (c - 2 * b * x) - 10 * (1 - t) * np.sin(x), 2 * off

    minima = [(-np.pi, 12.275), (np.pi, 2.275), (3 * np.pi, 2.475)]
    return Surface("Branin", plane(function), [(-5, 10), (0, 15)], minima, 10 * t)


def hartmann6():
    """Return Hartmann's function of six numbers: four wells of unequal depth in the unit cube.

    References
    ----------
    J. K. Hartman, 1973, Naval Research Logistics Quarterly 20, 569-585; constants as in L. C. W.
    Dixon and G. P. Szegö, 1978, Towards Global Optimisation 2. The minimum was computed to 18
    digits by Newton's method in 40-digit arithmetic.

    Examples
    --------
    >>> print(hartmann6().minimum)
    -3.3223680114155147
    """
    depth = np.array([1, 1.2, 3, 3.2])
    narrowness = np.array(
        [
            [10, 3, 17, 3.5, 1.7, 8],
            [0.05, 10, 17, 0.1, 8, 14],
            [3, 3.5, 1.7, 10, 17, 8],
            [17, 8, 0.05, 10, 0.1, 14],
        ]
    )  # (n_wells, n_params), as are the centres
    centres = np.array(
        [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
            [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
            [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ]
    )

    def function(params):
        off = params[..., None, :] - centres  # (..., n_wells, n_params)
        wells = depth * np.exp(-(narrowness * off * off).sum(axis=-1))  # (..., n_wells)
        gradient = 2 * (wells[..., None] * narrowness * off).sum(axis=-2)
        return -wells.sum(axis=-1), gradient

    minimum_at = [
        0.201689511006705424,
        0.150010691823457969,
        0.47687397422189699,
        0.275332430494056068,
        0.311651616600113242,
        0.657300534065620306,
    ]
    return Surface("Hartmann 6", function, [(0, 1)] * 6, [minimum_at], -3.3223680114155148)
