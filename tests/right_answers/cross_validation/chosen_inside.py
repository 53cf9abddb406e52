"""3: chooses from the rest, by row numbers."""

import numpy as np


def honest_study(X, y, folds, n_columns):
    scores = []
    for fold in folds:
        rest = np.array([row for row in range(len(y)) if row not in fold])
        best = columns_that_go_with(X[rest], y[rest], n_columns)  # noqa: F821
        train, test = X[rest][:, best], X[fold][:, best]
        scores.append(accuracy(train, y[rest], test, y[fold]))  # noqa: F821
    return np.mean(scores)
