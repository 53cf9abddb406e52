"""2: lets the best single inner score win.

You train the config with the highest single inner score. The config with the highest mean wins.
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    outer = []
    for fold in folds:
        rest, highest = np.setdiff1d(np.arange(len(y)), fold), []
        for config in configs:
            scores = []
            for part in np.array_split(rest, n_inner):
                train = np.setdiff1d(rest, part)
                scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
            highest.append(max(scores))
        winner = configs[int(np.argmax(highest))]
        outer.append(fit_and_score(winner, X[rest], y[rest], X[fold], y[fold]))
    return np.array(outer)
