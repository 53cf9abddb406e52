"""2: the training rows are the other folds, put together in the order of the list."""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = np.zeros(len(folds))
    for i in range(len(folds)):
        rest = np.concatenate([folds[j] for j in range(len(folds)) if j != i])
        scores[i] = fit_and_score(X[rest], y[rest], X[folds[i]], y[folds[i]])
    return scores
