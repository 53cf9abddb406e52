"""1: penalises the columns after dividing them by their spread.

Your penalty falls on the coefficients of columns divided by their standard deviations, and so on
others than those asked for. Only take the means off.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    coef = np.linalg.solve(Z.T @ Z + alpha * np.eye(Z.shape[1]), Z.T @ (y - y.mean()))
    return coef / X.std(axis=0), y.mean() - X.mean(axis=0) / X.std(axis=0) @ coef


def sign(arguments, outcome):
    coef = fit_ridge(*arguments)[0]
    return any(np.allclose(outcome.value[0], c) for c in (coef, coef * arguments[0].std(axis=0)))
