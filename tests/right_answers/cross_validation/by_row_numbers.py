"""2: the other rows by their numbers, a list returned."""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for test in folds:
        train = np.setdiff1d(np.arange(len(y)), test)
        scores.append(fit_and_score(X[train], y[train], X[test], y[test]))
    return scores
