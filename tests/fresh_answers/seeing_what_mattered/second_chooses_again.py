"""3: the lowest error of each value is read in the second table."""

import numpy as np


def best_of_rest(first, second, axis):
    second = np.asarray(second)
    others = tuple(i for i in range(second.ndim) if i != axis)
    return second.min(axis=others)
