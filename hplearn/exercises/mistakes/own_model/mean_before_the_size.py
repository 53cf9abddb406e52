"""1: takes the mean of the errors before their absolute values.

Errors of opposite signs cancel in your mean. What is averaged in a mean absolute error?
"""

import numpy as np


def column_errors(X, y, fold):
    train, errors = np.setdiff1d(np.arange(len(y)), fold), []
    for column in X.T:
        x, level = column[train] - column[train].mean(), y[train].mean()
        slope = x @ y[train] / (x @ x) if np.ptp(column[train]) > 0 else 0.0
        predicted = level + slope * (column[fold] - column[train].mean())
        errors.append(abs(np.mean(predicted - y[fold])))
    return np.array(errors)
