"""2: trains the inner models on rows of the outer fold, too.

Your inner training rows are all rows of the table but those of the inner fold. The rows of the
outer fold are among them, and judge later what they helped to choose.
"""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    table, outer = range(len(y)), []
    for fold in folds:
        rest = np.array([row for row in table if row not in set(fold.tolist())])
        best, best_mean = None, -np.inf
        for config in configs:
            scores = []
            for part in np.array_split(rest, n_inner):
                train = [row for row in table if row not in set(part.tolist())]
                scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
            if np.mean(scores) > best_mean:
                best, best_mean = config, np.mean(scores)
        outer.append(fit_and_score(best, X[rest], y[rest], X[fold], y[fold]))
    return outer
