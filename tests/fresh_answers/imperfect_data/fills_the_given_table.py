"""2: a new name makes a new array."""

import numpy as np


def fill_inside(X, fold):
    train = np.setdiff1d(np.arange(len(X)), fold)
    filled = X
    for column in range(X.shape[1]):
        mean = np.nanmean(X[train, column])
        filled[np.isnan(filled[:, column]), column] = mean
    return filled
