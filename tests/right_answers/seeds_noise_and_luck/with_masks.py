"""2: with masks, and a best-so-far instead of argmax."""

import numpy as np


def score_search(fit_and_score, X, y, configs, folds, n_inner):
    outer = []
    for fold in folds:
        outside = np.ones(len(y), dtype=bool)
        outside[fold] = False
        X_rest, y_rest = X[outside], y[outside]
        best, best_mean = None, -np.inf
        for config in configs:
            total = 0.0
            for part in np.array_split(np.arange(len(y_rest)), n_inner):
                known = np.ones(len(y_rest), dtype=bool)
                known[part] = False
                total += fit_and_score(
                    config, X_rest[known], y_rest[known], X_rest[part], y_rest[part]
                )
            if total / n_inner > best_mean + 1e-12:
                best, best_mean = config, total / n_inner
        outer.append(fit_and_score(best, X_rest, y_rest, X[fold], y[fold]))
    return outer
