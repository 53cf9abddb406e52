"""3: each split chooses columns on its training rows, and the ones chosen most often serve all splits."""

import numpy as np


def honest_study(X, y, folds, n_columns):
    rests = [np.setdiff1d(np.arange(len(y)), fold) for fold in folds]
    votes = np.zeros(X.shape[1])
    for rest in rests:
        votes[columns_that_go_with(X[rest], y[rest], n_columns)] += 1
    columns = np.sort(np.argsort(-votes, kind="stable")[:n_columns])
    scores = []
    for fold, rest in zip(folds, rests):
        scores.append(accuracy(X[rest][:, columns], y[rest], X[fold][:, columns], y[fold]))
    return np.mean(scores)
