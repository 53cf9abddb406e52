"""1: takes the root of the mean square.

You take the root of the mean squared error. Asked for is the mean of the absolute errors, in which
a large one does not count for more than its size.
"""

import numpy as np


def column_errors(X, y, fold):
    train = np.setdiff1d(np.arange(len(y)), fold)
    errors = []
    for column in X.T:
        design = np.column_stack([np.ones(len(y)), column - column[train].mean()])
        line = np.linalg.lstsq(design[train], y[train], rcond=None)[0]
        errors.append(np.sqrt(np.mean((y[fold] - design[fold] @ line) ** 2)))
    return np.array(errors)


def sign(arguments, outcome):
    X, _, fold = arguments
    varies = np.ptp(np.delete(X, fold, axis=0), axis=0) > 0
    wanted = column_errors(*arguments)[varies]
    return len(fold) > 1 and np.allclose(np.asarray(outcome.value)[varies], wanted)
