"""3: reads all values at one and the same setting of the others.

You choose one setting of the other hyperparameters, the one with the lowest mean, and read every
value there. Each value has a best setting of its own.
"""

import numpy as np


def best_of_rest(first, second, axis):
    others = tuple(a for a in range(first.ndim) if a != axis)
    means = first.mean(axis=axis)
    setting = np.unravel_index(means.argmin(), means.shape)
    return second.transpose(axis, *others)[(slice(None), *setting)]
