"""3: takes the middle of the others, not the best.

You return medians. Nobody uses the middle network: take the best of each value.
"""

import numpy as np


def best_of_rest(first, second, axis):
    others = tuple(k for k in range(second.ndim) if k != axis)
    return np.median(second, axis=others)
