"""1: NumPy's own line, and the mean where there is none."""

import numpy as np


def column_errors(X, y, fold):
    train = [row for row in range(len(y)) if row not in fold]
    errors = []
    for column in X.T:
        if np.ptp(column[train]) == 0:
            slope, intercept = 0.0, np.mean(y[train])
        else:
            slope, intercept = np.polyfit(column[train], y[train], 1)
        errors.append(np.mean(np.abs(slope * column[fold] + intercept - y[fold])))
    return errors
