"""2: the folds after this one come first, then those before, as np.roll gives them."""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for i, fold in enumerate(folds):
        rest = np.concatenate(list(folds[i + 1 :]) + list(folds[:i]))
        scores.append(fit_and_score(X[rest], y[rest], X[fold], y[fold]))
    return np.array(scores)
