"""2: fills before the fold is taken out.

The test rows have a vote in your means. Only training rows may.
"""

import numpy as np


def fill_inside(X, fold):
    return np.where(np.isnan(X), np.nanmean(X, axis=0), X)
