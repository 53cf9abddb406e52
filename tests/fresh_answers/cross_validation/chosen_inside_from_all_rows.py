"""3: it is enough to choose the columns again inside the loop."""

import numpy as np


def honest_study(X, y, folds, n_columns):
    scores = []
    for fold in folds:
        chosen = X[:, columns_that_go_with(X, y, n_columns)]
        rest = np.setdiff1d(np.arange(len(y)), fold)
        scores.append(accuracy(chosen[rest], y[rest], chosen[fold], y[fold]))
    return np.mean(scores)
