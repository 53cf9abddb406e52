"""2: a loop over the columns, with a mask."""

import numpy as np


def fill_inside(X, fold):
    X = X.copy()
    trains = ~np.isin(np.arange(len(X)), fold)
    for column in X.T:
        known = ~np.isnan(column)
        column[~known] = column[known & trains].sum() / np.sum(known & trains)
    return X
