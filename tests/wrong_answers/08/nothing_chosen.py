"""08.3: takes every column."""

import numpy as np


def honest_study(X, y, folds, n_columns):
    scores = []
    for fold in folds:
        rest = np.array([row for row in range(len(y)) if row not in fold])
        best = np.arange(X.shape[1])
        train, test = X[rest][:, best], X[fold][:, best]
        scores.append(accuracy(train, y[rest], test, y[fold]))  # noqa: F821
    return np.mean(scores)
