"""1: a column of ones gives the intercept, and alpha stands on the whole diagonal."""

import numpy as np


def fit_ridge(X, y, alpha):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    A = np.column_stack([np.ones(len(X)), X])
    solution = np.linalg.solve(A.T @ A + alpha * np.eye(A.shape[1]), A.T @ y)
    return solution[1:], solution[0]
