"""08.2: the training rows in the order of the folds."""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for k, test in enumerate(folds):
        train = np.concatenate([fold for at, fold in enumerate(folds) if at != k])
        scores.append(fit_and_score(X[train], y[train], X[test], y[test]))
    return scores
