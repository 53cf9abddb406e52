"""2: takes places among the other rows for row numbers.

You cut places among the other rows into inner folds, and use them as row numbers of the table. So
rows of the outer fold take part in the choice.
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    outer = []
    for fold in folds:
        rest = np.delete(np.arange(len(y)), fold)
        places = np.arange(len(rest))
        means = []
        for config in configs:
            scores = []
            for part in np.array_split(places, n_inner):
                train = np.setdiff1d(places, part)
                scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
            means.append(np.mean(scores))
        winner = configs[int(np.argmax(means))]
        outer.append(fit_and_score(winner, X[rest], y[rest], X[fold], y[fold]))
    return np.array(outer)
