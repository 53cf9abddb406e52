"""3: takes every column.

Without the choice there is no leak, and no choice either: keep n_columns.
"""

import numpy as np


def accuracy(X_train, y_train, X_test, y_test):
    means = [X_train[y_train == label].mean(axis=0) for label in (0, 1)]
    distances = [np.linalg.norm(X_test - mean, axis=1) for mean in means]
    return np.mean(np.argmin(distances, axis=0) == y_test)


def honest_study(X, y, folds, n_columns):
    scores = []
    for fold in folds:
        rest = np.array([row for row in range(len(y)) if row not in fold])
        best = np.arange(X.shape[1])
        train, test = X[rest][:, best], X[fold][:, best]
        scores.append(accuracy(train, y[rest], test, y[fold]))
    return np.mean(scores)
