"""2: the mean square of what strays from the mean."""

import numpy as np


def alpha_for(x, factor):
    s = np.mean(np.square(x - np.mean(x)))
    return s / factor - s
