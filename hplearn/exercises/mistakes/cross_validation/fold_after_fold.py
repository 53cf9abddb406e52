"""2: takes the training rows in another order than the table's.

The training rows are the right ones, and come in another order. Keep the order of the table: what
some models learn depends on it.
"""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for k, test in enumerate(folds):
        train = np.concatenate([fold for at, fold in enumerate(folds) if at != k])
        scores.append(fit_and_score(X[train], y[train], X[test], y[test]))
    return scores


def sign(arguments, outcome):
    _, X, _, folds = arguments
    calls = zip(outcome.calls["cross_validation.error_of_a_walk"].arguments, folds, strict=False)
    return any(_is_in_another_order(call[0], np.delete(X, fold, axis=0)) for call, fold in calls)


def _is_in_another_order(rows, expected):
    same_rows = np.array_equal(np.sort(rows, axis=0), np.sort(expected, axis=0))
    return same_rows and not np.array_equal(rows, expected)
