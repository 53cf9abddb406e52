"""1: shrinks each slope by its own factor, as if there were one column.

You shrink the slope of each column alone. With several columns the coefficients depend on each
other: look for the equations that hold for all of them together.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    Z = X - X.mean(axis=0)
    squares = (Z**2).sum(axis=0)
    coef = np.linalg.lstsq(Z, y - y.mean(), rcond=None)[0] * squares / (squares + alpha)
    return coef, y.mean() - X.mean(axis=0) @ coef
