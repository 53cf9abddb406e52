"""3: looks for the lowest error in the second table, value by value."""

import numpy as np


def best_of_rest(first, second, axis):
    return [float(np.min(part)) for part in np.moveaxis(second, axis, 0)]
