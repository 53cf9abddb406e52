"""3: the error of the best setting is its lowest error in the first table."""

import numpy as np


def best_of_rest(first, second, axis):
    first = np.moveaxis(np.asarray(first), axis, 0)
    return first.reshape(len(first), -1).min(axis=1)
