"""An inner problem that is solved at once: polynomials, and their loss."""

import numpy as np


def fit_polynomial():
    """Return a function that fits a polynomial of some degree by least squares.

    The degree is the whole part of a number, whose sign does not matter.

    Examples
    --------
    >>> rows = np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0])
    >>> np.round(fit_polynomial()(1, rows), 6)
    array([1., 2.])
    """

    def fit(value, rows):
        (x, y), degree = rows, int(abs(value))
        return np.linalg.lstsq(np.vander(x, degree + 1, increasing=True), y, rcond=None)[0]

    return fit


def squared_error():
    """Return a function that gives a polynomial's mean squared error on some rows.

    Examples
    --------
    >>> squared_error()(np.array([1.0, 2.0]), (np.array([0.0, 1.0]), np.array([1.0, 5.0])))
    2.0
    """

    def loss(weights, rows):
        x, y = rows
        return float(np.mean((np.polynomial.polynomial.polyval(x, weights) - y) ** 2))

    return loss


def rounded_error(less):
    """Return the mean squared error to three digits, less a number: it may be 0, or below.

    Examples
    --------
    >>> rounded_error(5.0)(np.array([1.0, 2.0]), (np.array([0.0, 1.0]), np.array([1.0, 3.0])))
    -5.0
    """
    return lambda weights, rows: round(squared_error()(weights, rows), 3) - less
