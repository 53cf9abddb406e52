"""1: has no intercept.

Your lines go through the origin. Give each line an intercept, or centre by the training rows.
"""

import numpy as np


def column_errors(X, y, fold):
    train = np.setdiff1d(np.arange(len(y)), fold)
    slopes = y[train] @ X[train] / np.sum(X[train] ** 2, axis=0)
    return abs(y[fold, None] - X[fold] * slopes).mean(axis=0)
