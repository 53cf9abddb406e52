"""1: judges on the rows that it learned from.

The errors are those of the training rows. A leak shows on rows that took no part in the fit.
"""

import numpy as np


def column_errors(X, y, fold):
    train = np.setdiff1d(np.arange(len(y)), fold)
    errors = []
    for column in X[train].T:
        design = np.column_stack([column, np.ones(len(train))])
        line = np.linalg.lstsq(design, y[train], rcond=None)[0]
        errors.append(abs(y[train] - design @ line).mean())
    return errors
