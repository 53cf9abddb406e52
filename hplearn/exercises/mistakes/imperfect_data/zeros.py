"""2: every hole is a zero.

You fill with 0. That is a number like any other, and often an odd one.
"""

import numpy as np


def fill_inside(X, fold):
    return np.nan_to_num(X, nan=0.0)
