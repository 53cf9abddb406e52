"""Gradients on some of the rows."""


def least_squares():
    """Return the gradient of half the mean squared error, on the rows that are handed in.

    Examples
    --------
    >>> import numpy as np
    >>> least_squares()(np.array([1.0]), np.array([[2.0]]), np.array([5.0]))
    array([-6.])
    """

    def gradient_on(params, X, y):
        return X.T @ (X @ params - y) / len(y)

    return gradient_on


def params_itself():
    """Return the gradient of half of a squared parameter, whatever the rows: the array it got.

    Examples
    --------
    >>> params_itself()([2.0], None, None)
    [2.0]
    """
    return lambda params, _X, _y: params
