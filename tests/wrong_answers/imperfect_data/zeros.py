"""2: writes 0 into the holes of a copy."""

import numpy as np


def fill_inside(X, fold):
    filled = X.copy()
    filled[np.isnan(X)] = 0
    return filled
