"""1: returns the mean of y as the intercept.

Your intercept belongs to centred columns. The caller's are not: where does the line stand when X is
zero?
"""

import numpy as np


def fit_ridge(X, y, alpha):
    Z = X - X.mean(axis=0)
    return np.linalg.solve(Z.T @ Z + alpha * np.eye(X.shape[1]), Z.T @ y), y.mean()
