"""2: fills each part with its own means.

You fill the test rows with their own means. A row to come arrives alone: what would fill its
holes?
"""

import numpy as np


def fill_inside(X, fold):
    filled = X.copy()
    rest = np.setdiff1d(np.arange(len(X)), fold)
    for rows in (rest, fold):
        part = X[rows]
        filled[rows] = np.where(np.isnan(part), np.nanmean(part, axis=0), part)
    return filled
