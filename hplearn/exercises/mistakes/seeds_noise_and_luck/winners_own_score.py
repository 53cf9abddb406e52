"""2: reports the inner score of the winner.

You report the score that crowned the winner. It was picked for being high: let the fold judge.
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    reported = []
    for fold in folds:
        rest = np.delete(np.arange(len(y)), fold)
        means = []
        for config in configs:
            scores = []
            for part in np.array_split(rest, n_inner):
                train = np.setdiff1d(rest, part)
                scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
            means.append(np.mean(scores))
        reported.append(max(means))
    return np.array(reported)
