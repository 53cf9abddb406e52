"""3: takes the same columns for all folds, as by a vote.

All your folds use the same columns, and so each test row has had a part in choosing them, by way of
the other folds. Choose anew for each fold, and use what it chose there alone.
"""

import numpy as np


def columns_that_go_with(X, y, n_columns):
    fit = abs((y - y.mean()) @ (X - X.mean(axis=0))) / X.std(axis=0)
    return np.argsort(fit)[-n_columns:]


def accuracy(X_train, y_train, X_test, y_test):
    means = [X_train[y_train == label].mean(axis=0) for label in (0, 1)]
    distances = [np.linalg.norm(X_test - mean, axis=1) for mean in means]
    return np.mean(np.argmin(distances, axis=0) == y_test)


def honest_study(X, y, folds, n_columns):
    best = np.argsort(_votes(X, y, folds, n_columns))[-n_columns:]
    scores = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(y)), fold)
        scores.append(accuracy(X[rest][:, best], y[rest], X[fold][:, best], y[fold]))
    return np.mean(scores)


def _votes(X, y, folds, n_columns):
    rests = [np.setdiff1d(np.arange(len(y)), fold) for fold in folds]
    chosen = [columns_that_go_with(X[rest], y[rest], n_columns) for rest in rests]
    return np.bincount(np.concatenate(chosen), minlength=X.shape[1])


def sign(arguments, outcome):
    _, _, folds, n_columns = arguments
    votes = np.sort(_votes(*arguments))[::-1]
    is_clear = votes[n_columns - 1] > votes[n_columns] and len(set(map(len, folds))) > 1
    return is_clear and np.isclose(outcome.value, honest_study(*arguments))
