"""2: the search is made once, on all rows, and its winner is scored on each fold."""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    rows = np.arange(len(y))
    means = []
    for config in configs:
        scores = []
        for inner in np.array_split(rows, n_inner):
            train = np.setdiff1d(rows, inner)
            scores.append(fit_and_score(config, X[train], y[train], X[inner], y[inner]))
        means.append(np.mean(scores))
    winner = configs[int(np.argmax(means))]
    outer = []
    for fold in folds:
        rest = np.setdiff1d(rows, fold)
        outer.append(fit_and_score(winner, X[rest], y[rest], X[fold], y[fold]))
    return np.array(outer)
