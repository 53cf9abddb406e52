"""3: takes the standard deviation instead of the error.

The mean of several differences is steadier than one of them: divide by the root of their number.
"""

import numpy as np


def compare(a, b, t):
    error = np.std(a - b, ddof=1)
    mean = np.mean(a) - np.mean(b)
    if mean - t * error > 0:
        return "A"
    if mean + t * error < 0:
        return "B"
    return "no difference shown"
