"""Losses and slopes of bowls, written apart from `hplearn.optim`."""

import numpy as np


def slope_of_bowl(curvatures, bottom=0.0):
    """Return the gradient function of a bowl with these curvatures along the axes.

    A matrix instead of them is the Hessian of a bowl that does not lie along the axes.

    Examples
    --------
    >>> slope_of_bowl([1, 10], bottom=[2.0, 0.0])([3.0, 1.0])
    array([ 1., 10.])
    >>> slope_of_bowl([[3.0, 1.0], [1.0, 3.0]])([1.0, 0.0])
    array([3., 1.])
    """
    curvatures = np.asarray(curvatures, dtype=float)
    times = np.matmul if curvatures.ndim == 2 else np.multiply

    def gradient(position):
        return times(curvatures, np.asarray(position, dtype=float) - bottom)

    return gradient


def position_itself():
    """Return the gradient function of a bowl with curvature 1: it hands back what it gets.

    Examples
    --------
    >>> position_itself()(2.0)
    2.0
    """
    return lambda position: position


def slope_of_waves():
    """Return the gradient function of a landscape that is a bowl nowhere.

    Examples
    --------
    >>> slope_of_waves()(np.array([0.0]))
    array([0.])
    """
    return np.sin


def slope_of_a_plane(slopes):
    """Return the gradient function of a plane: it hands back one and the same array.

    Examples
    --------
    >>> slope_of_a_plane([1.0, -2.0])(np.zeros(2))
    array([ 1., -2.])
    """
    slopes = np.array(slopes, dtype=float)
    return lambda position: slopes


def slope_of_ditch():
    """Return the gradient function of a ditch: a bowl's walls, with a level floor from -1 to 1.

    Examples
    --------
    >>> slope_of_ditch()(np.array([3.0, 0.5]))
    array([2., 0.])
    """
    return lambda position: position - np.clip(position, -1, 1)


def bowl(curvatures, bottom=0.0):
    """Return the objective of such a bowl: loss and gradient of a position.

    Examples
    --------
    >>> loss, gradient = bowl([1, 10])([2.0, 1.0])
    >>> float(loss), gradient
    (7.0, array([ 2., 10.]))
    """
    slope = slope_of_bowl(curvatures, bottom)

    def objective(position):
        gradient = slope(position)
        return float(gradient @ (np.asarray(position, dtype=float) - bottom)) / 2, gradient

    return objective


def bowl_of_itself():
    """Return the objective of a bowl with curvature 1 whose gradient is the very array it got.

    Examples
    --------
    >>> bowl_of_itself()(np.array([2.0]))
    (2.0, array([2.]))
    """
    return lambda position: (float(position @ position) / 2, position)
