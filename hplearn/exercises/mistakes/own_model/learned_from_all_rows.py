"""1: fits the line to all rows.

The test rows take part in the fit. Learn each line from the training rows alone.
"""

import numpy as np


def column_errors(X, y, fold):
    errors = []
    for column in X.T:
        slope = np.cov(column, y)[0, 1] / column.var(ddof=1)
        off = y - y.mean() - slope * (column - column.mean())
        errors.append(abs(off[fold]).mean())
    return errors
