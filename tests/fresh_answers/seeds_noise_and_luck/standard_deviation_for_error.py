"""3: the interval is as wide as t standard deviations of the differences."""

import numpy as np


def compare(a, b, t):
    differences = np.asarray(a) - np.asarray(b)
    mean, sd = differences.mean(), differences.std(ddof=1)
    if mean - t * sd > 0:
        return "A"
    if mean + t * sd < 0:
        return "B"
    return "no difference shown"
