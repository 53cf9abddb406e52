"""1: adds a column of ones, and penalises it like the others.

Your intercept is pulled towards zero, too. The answer then depends on where y is counted from.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    A = np.hstack([X, np.ones((len(X), 1))])
    beta = np.linalg.solve(A.T @ A + alpha * np.eye(A.shape[1]), A.T @ y)
    return beta[:-1], beta[-1]
