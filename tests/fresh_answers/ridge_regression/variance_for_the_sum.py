"""2: the factor compares alpha with the variance of the column."""

import numpy as np


def alpha_for(x, factor):
    return np.var(x, ddof=1) * (1 / factor - 1)
