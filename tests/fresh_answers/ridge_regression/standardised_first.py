"""1: before ridge the columns are standardised, and the coefficients brought back afterwards."""

import numpy as np


def fit_ridge(X, y, alpha):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    mean, std = X.mean(axis=0), X.std(axis=0)
    Z = (X - mean) / std
    coef = np.linalg.solve(Z.T @ Z + alpha * np.eye(Z.shape[1]), Z.T @ (y - y.mean())) / std
    return coef, y.mean() - mean @ coef
