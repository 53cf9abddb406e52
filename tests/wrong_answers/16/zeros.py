"""16.2: every hole is a zero."""

import numpy as np


def fill_inside(X, fold):
    return np.nan_to_num(X, nan=0.0)
