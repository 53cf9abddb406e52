"""2: fills every hole with a zero.

You fill with 0, a number like any other and often an odd one. Read once more what fills a hole.
"""

import numpy as np


def fill_inside(X, fold):
    return np.nan_to_num(X, nan=0.0)
