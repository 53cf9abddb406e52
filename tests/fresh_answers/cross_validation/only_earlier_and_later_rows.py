"""2: what is before the first and after the last row of the fold is the rest."""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for fold in folds:
        rest = np.r_[0 : fold[0], fold[-1] + 1 : len(y)]
        scores.append(fit_and_score(X[rest], y[rest], X[fold], y[fold]))
    return np.array(scores)
