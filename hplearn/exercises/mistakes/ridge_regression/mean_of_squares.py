"""1: weighs alpha against the mean of the squares.

The question sums the errors, and you average them: with a mean, alpha counts n times as much.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    Xc, yc, n = X - X.mean(axis=0), y - y.mean(), len(y)
    beta = np.linalg.solve(Xc.T @ Xc / n + alpha * np.eye(X.shape[1]), Xc.T @ yc / n)
    return beta, y.mean() - X.mean(axis=0) @ beta
