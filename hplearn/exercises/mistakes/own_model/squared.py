"""1: returns squared errors.

This is the mean squared error, while the mean absolute error is asked for.
"""

import numpy as np


def column_errors(X, y, fold):
    train = np.setdiff1d(np.arange(len(y)), fold)
    errors = []
    for column in X.T:
        design = np.column_stack([column, np.ones(len(y))])
        line = np.linalg.lstsq(design[train], y[train], rcond=None)[0]
        errors.append(np.mean((y[fold] - design[fold] @ line) ** 2))
    return errors
