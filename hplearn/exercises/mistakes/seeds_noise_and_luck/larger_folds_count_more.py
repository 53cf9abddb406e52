"""2: weights the inner scores by the sizes of their folds.

Your larger inner folds count more. The mean inner score is a mean over the folds, whatever their
sizes.
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    outer = []
    for fold in folds:
        rest, means = np.setdiff1d(np.arange(len(y)), fold), []
        parts = np.array_split(rest, n_inner)
        for config in configs:
            scores = []
            for part in parts:
                train = np.setdiff1d(rest, part)
                scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
            means.append(np.average(scores, weights=[len(part) for part in parts]))
        winner = configs[int(np.argmax(means))]
        outer.append(fit_and_score(winner, X[rest], y[rest], X[fold], y[fold]))
    return np.array(outer)
