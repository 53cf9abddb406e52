"""2: the config is chosen once by cross-validation on all rows, then judged on the folds."""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    rows = np.arange(len(y))
    inner = np.array_split(rows, n_inner)
    means = []
    for config in configs:
        scores = []
        for part in inner:
            rest = np.setdiff1d(rows, part)
            scores.append(fit_and_score(config, X[rest], y[rest], X[part], y[part]))
        means.append(np.mean(scores))
    best = configs[int(np.argmax(means))]
    outer = []
    for fold in folds:
        rest = np.setdiff1d(rows, fold)
        outer.append(fit_and_score(best, X[rest], y[rest], X[fold], y[fold]))
    return np.array(outer)
