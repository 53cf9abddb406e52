"""2: tests on the training rows.

You judge the model on the rows that it learned from. Judge it on the others.
"""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for test in folds:
        train = np.setdiff1d(np.arange(len(y)), test)
        scores.append(fit_and_score(X[train], y[train], X[train], y[train]))
    return scores
