"""1: adds the square of alpha.

Your alpha counts as its square. The penalty is alpha times a sum, so alpha stands there once.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    C = X - X.mean(axis=0)
    coef = np.linalg.solve(C.T @ C + alpha**2 * np.eye(C.shape[1]), C.T @ (y - y.mean()))
    return coef, y.mean() - X.mean(axis=0) @ coef
