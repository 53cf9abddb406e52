"""1: counts alpha half, or twice.

Your alpha counts half as much as asked for, or twice. Look at the factor 2 in the derivatives of
the squared errors and of the penalty.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    Z = X - X.mean(axis=0)
    coef = np.linalg.solve(Z.T @ Z + alpha / 2 * np.eye(X.shape[1]), Z.T @ (y - y.mean()))
    return coef, y.mean() - X.mean(axis=0) @ coef


def sign(arguments, outcome):
    X, y, alpha = arguments
    found = (fit_ridge(X, y, penalty)[0] for penalty in (alpha, 4 * alpha))
    return any(np.allclose(outcome.value[0], coef) for coef in found)
