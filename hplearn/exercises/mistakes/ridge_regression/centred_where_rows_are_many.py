"""1: forgets the means where there are more columns than rows.

With more columns than rows you take the columns as they come. Take their means off there, too.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    Xc, yc, n = X - X.mean(axis=0), y - y.mean(), len(y)
    if X.shape[1] > n:
        beta = X.T @ np.linalg.solve(X @ X.T + alpha * np.eye(n), yc)
    else:
        beta = np.linalg.solve(Xc.T @ Xc + alpha * np.eye(X.shape[1]), Xc.T @ yc)
    return beta, y.mean() - X.mean(axis=0) @ beta
