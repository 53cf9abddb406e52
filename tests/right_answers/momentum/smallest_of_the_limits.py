"""3: the smallest of the limits of all directions."""

import numpy as np


def largest_safe_rate(curvatures, momentum):
    limits = (2 + 2 * momentum) / np.asarray(curvatures)
    return float(np.sort(limits)[0])
