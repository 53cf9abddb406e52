"""2: takes places among the other rows for inner test rows.

You cut places among the other rows into inner folds, and use them as row numbers of the table. So
rows of the outer fold are tested in the inner ones.
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    outer = []
    for fold in folds:
        rest = np.array([row for row in range(len(y)) if row not in fold])

        def inner_mean(config, rest=rest):
            scores = []
            for places in np.array_split(range(len(rest)), n_inner):
                train = rest[~np.isin(rest, places)]
                scores.append(fit_and_score(config, X[train], y[train], X[places], y[places]))
            return np.mean(scores)

        winner = max(configs, key=inner_mean)
        outer.append(fit_and_score(winner, X[rest], y[rest], X[fold], y[fold]))
    return np.array(outer)
