"""1: fits through zero and adds an intercept afterwards.

The coefficients are those of a line through zero. Take the means off X and y first, then find
the intercept.
"""

import numpy as np


def fit_ridge(X, y, alpha):
    beta = np.linalg.inv(X.T @ X + alpha * np.eye(X.shape[1])) @ X.T @ y
    return beta, y.mean() - X.mean(axis=0) @ beta


def sign(arguments, outcome):
    X, y, alpha = arguments
    through_zero = [fit_ridge(X, labels, alpha)[0] for labels in (y, y - y.mean())]
    is_long = len(X) >= X.shape[1]  # another mistake forgets the means of wide tables alone
    return is_long and any(np.allclose(outcome.value[0], beta) for beta in through_zero)
