"""2: fills every hole with the same mean.

All your holes get the same number, the mean over all columns. Each column has a mean of its own.
"""

import numpy as np


def fill_inside(X, fold):
    rest = np.delete(X, fold, axis=0)
    filled = X.copy()
    filled[np.isnan(X)] = rest[~np.isnan(rest)].mean()
    return filled
