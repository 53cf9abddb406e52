"""Surfaces made for the lessons: each shows one difficulty by itself."""

import numpy as np

from hplearn.optim.surfaces.surface import Surface, plane


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
    if not 0 < steepness < np.inf:
        raise ValueError(f"steepness must be positive and finite, got {steepness}")

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
    if not -1 < tilt < 1:
        raise ValueError(f"tilt must be in (-1, 1), got {tilt}")
    lift = 1 / 4 + 2 * abs(tilt) / 3  # puts the deepest well at a loss of 0

    def function(x, y):
        floor = x * x * (x * x / 4 - tilt * x / 3 - 1 / 2) + tilt * x
        return floor + y * y / 2 + lift, (x * x - 1) * (x - tilt), y

    minima = [(side, 0) for side in (-1, 1) if side * tilt <= 0]
    return Surface("double well", plane(function), [(-2, 2), (-2, 2)], minima, 0.0)
