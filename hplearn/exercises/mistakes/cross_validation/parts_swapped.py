"""2: trains on the fold, tests on the rest.

You train on the one fold and test on all the others: the other way round.
"""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for test in folds:
        train = np.setdiff1d(np.arange(len(y)), test)
        scores.append(fit_and_score(X[test], y[test], X[train], y[train]))
    return scores
