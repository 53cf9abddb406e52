"""2: turns row numbers round with a tilde.

Your training rows are what `~` makes of row numbers: ~0 is -1, which is the last row. It turns a
mask round, and of numbers it makes other numbers.
"""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for fold in map(np.asarray, folds):
        scores.append(fit_and_score(X[~fold], y[~fold], X[fold], y[fold]))
    return scores
