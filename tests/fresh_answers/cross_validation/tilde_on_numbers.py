"""2: `~fold` means all rows that are not in the fold."""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for fold in folds:
        fold = np.asarray(fold)
        scores.append(fit_and_score(X[~fold], y[~fold], X[fold], y[fold]))
    return np.array(scores)
