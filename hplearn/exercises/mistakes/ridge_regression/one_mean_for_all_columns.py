"""1: takes one mean off all columns.

You take the same mean off all columns, as `X.mean()` does, the mean of the whole table. Each column
has a mean of its own.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    Z, dy = X - X.mean(), y - y.mean()
    coef = np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ dy)
    return coef, y.mean() - X.mean() * coef.sum()


def sign(arguments, outcome):
    return np.allclose(outcome.value[0], fit_ridge(*arguments)[0]) and arguments[0].shape[1] > 1
