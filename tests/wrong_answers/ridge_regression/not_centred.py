"""1: the rows that pull to zero, but no intercept among them."""

import numpy as np


def fit_ridge(X, y, alpha):
    n_features = X.shape[1]
    rows = np.vstack([X, alpha**0.5 * np.eye(n_features)])
    coef, *_ = np.linalg.lstsq(rows, np.append(y, np.zeros(n_features)), rcond=None)
    return coef, np.mean(y - X @ coef)
