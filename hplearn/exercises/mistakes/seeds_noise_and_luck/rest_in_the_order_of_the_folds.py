"""2: puts the other rows into the order of the folds.

You join the other folds one after the other, so the inner folds hold other rows than those asked
for. In which order are the other rows to be cut?
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    outer = []
    for at, fold in enumerate(folds):
        rest = np.concatenate([*folds[:at], *folds[at + 1 :]])
        means = []
        for config in configs:
            scores = []
            for part in np.array_split(rest, n_inner):
                train = np.setdiff1d(rest, part)
                scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
            means.append(np.mean(scores))
        winner = configs[int(np.argmax(means))]
        outer.append(fit_and_score(winner, X[rest], y[rest], X[fold], y[fold]))
    return np.array(outer)
