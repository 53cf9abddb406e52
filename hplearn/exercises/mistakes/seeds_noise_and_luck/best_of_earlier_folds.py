"""2: lets a config beat the best mean of the folds before.

Your best inner mean lives on from one outer fold to the next, so a config of this fold has to beat
those of the folds before. Begin anew in each outer fold.
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    highest, outer = float("-inf"), []
    for fold in folds:
        others = np.setdiff1d(np.arange(len(y)), fold)
        parts = np.array_split(others, n_inner)
        for config in configs:
            inner = []
            for part in parts:
                train = np.setdiff1d(others, part)
                inner.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
            if np.mean(inner) > highest:
                highest, chosen = np.mean(inner), config
        outer.append(fit_and_score(chosen, X[others], y[others], X[fold], y[fold]))
    return outer
