"""2: every config is judged on the fold, and the search gives the best of them."""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    outer = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        scores = [fit_and_score(c, X[rest], y[rest], X[fold], y[fold]) for c in configs]
        outer.append(max(scores))
    return np.array(outer)
