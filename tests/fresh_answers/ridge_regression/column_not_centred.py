"""2: the factor is the sum of squares over the sum of squares plus alpha."""

import numpy as np


def alpha_for(x, factor):
    squares = np.sum(x**2)
    return squares * (1 - factor) / factor
