"""3: chooses the columns once, for all folds.

In every fold you use the columns that were chosen with the first one left out. So the rows of each
later fold had a vote in the choice, and are tested all the same.
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
    rest, scores = np.setdiff1d(np.arange(len(y)), folds[0]), []
    X = X[:, columns_that_go_with(X[rest], y[rest], n_columns)]
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        scores.append(accuracy(X[rest], y[rest], X[fold], y[fold]))
    return np.mean(scores)
