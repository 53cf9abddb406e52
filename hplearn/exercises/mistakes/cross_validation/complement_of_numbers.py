"""2: turns row numbers round with a tilde.

`~` turns a mask round. Of row numbers it makes other numbers: ~0 is -1, which is the last row.
"""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for fold in map(np.asarray, folds):
        scores.append(fit_and_score(X[~fold], y[~fold], X[fold], y[fold]))
    return scores
