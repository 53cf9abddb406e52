"""2: the training rows in the order of the folds.

The training rows come fold after fold. Keep the order of the table: what some models learn
depends on it.
"""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for k, test in enumerate(folds):
        train = np.concatenate([fold for at, fold in enumerate(folds) if at != k])
        scores.append(fit_and_score(X[train], y[train], X[test], y[test]))
    return scores
