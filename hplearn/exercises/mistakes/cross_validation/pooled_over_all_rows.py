"""3: averages over rows instead of folds.

You take the share of all test rows that were right, so that larger folds count more. The mean score
is a mean over the folds.
"""

import numpy as np


def columns_that_go_with(X, y, n_columns):
    fit = abs((y - y.mean()) @ (X - X.mean(axis=0))) / X.std(axis=0)
    return np.argsort(fit)[-n_columns:]


def accuracy(X_train, y_train, X_test, y_test):
    means = [X_train[y_train == label].mean(axis=0) for label in (0, 1)]
    distances = [np.linalg.norm(X_test - mean, axis=1) for mean in means]
    return np.mean(np.argmin(distances, axis=0) == y_test)


def honest_study(X, y, folds, n_columns):
    n_right = 0
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        best = columns_that_go_with(X[rest], y[rest], n_columns)
        share = accuracy(X[rest][:, best], y[rest], X[fold][:, best], y[fold])
        n_right += share * len(fold)
    return n_right / len(y)
