"""2: chooses the config once, on all rows, and then cross-validates it.

The rows of a fold take part in choosing the config that they judge. Choose anew for each fold.
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    rows = np.arange(len(y))
    means = []
    for config in configs:
        scores = []
        for part in np.array_split(rows, n_inner):
            train = np.setdiff1d(rows, part)
            scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
        means.append(np.mean(scores))
    best = configs[int(np.argmax(means))]
    outer = []
    for fold in folds:
        rest = np.setdiff1d(rows, fold)
        outer.append(fit_and_score(best, X[rest], y[rest], X[fold], y[fold]))
    return np.array(outer)
