"""3: chooses from the test rows.

You choose the columns that suit the test rows, and so their labels reach the training. Choose from
the rows that train.
"""

import numpy as np


def columns_that_go_with(X, y, n_columns):
    centred, sides = X - X.mean(axis=0), y - y.mean()
    fit = np.abs(sides @ centred) / np.linalg.norm(centred, axis=0)
    return np.sort(np.argsort(-fit)[:n_columns])


def accuracy(X_train, y_train, X_test, y_test):
    means = [X_train[y_train == label].mean(axis=0) for label in (0, 1)]
    distances = [np.linalg.norm(X_test - mean, axis=1) for mean in means]
    return np.mean(np.argmin(distances, axis=0) == y_test)


def honest_study(X, y, folds, n_columns):
    scores = []
    for fold in folds:
        rest = np.array([row for row in range(len(y)) if row not in fold])
        best = columns_that_go_with(X[fold], y[fold], n_columns)
        train, test = X[rest][:, best], X[fold][:, best]
        scores.append(accuracy(train, y[rest], test, y[fold]))
    return np.mean(scores)
