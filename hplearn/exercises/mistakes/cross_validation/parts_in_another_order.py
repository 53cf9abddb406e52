"""2: hands the parts on in the order of train_test_split.

You hand on X_train, X_test, y_train and y_test, in the order of scikit-learn's train_test_split.
Look at the order in which `fit_and_score` takes them.
"""

import numpy as np


def judge(fit_and_score, X, y, folds):
    scores = []
    for test in folds:
        train = np.setdiff1d(np.arange(len(y)), test)
        scores.append(fit_and_score(X[train], X[test], y[train], y[test]))
    return scores


def sign(arguments, outcome):
    calls = [call for calls in outcome.calls.values() for call in calls.arguments]
    return [np.ndim(part) for part in calls[0]] == [2, 2, 1, 1]
