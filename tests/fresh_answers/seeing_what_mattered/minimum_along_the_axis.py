"""3: the minimum is taken along the axis of the knob."""

import numpy as np


def best_of_rest(first, second, axis):
    best = np.expand_dims(np.argmin(first, axis=axis), axis)
    return np.take_along_axis(second, best, axis=axis).ravel()
