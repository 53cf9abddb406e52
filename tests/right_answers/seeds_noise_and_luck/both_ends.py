"""3: both ends of the interval."""

import numpy as np


def compare(a, b, t):
    error = np.sqrt(np.var(a - b, ddof=1) / len(a))
    mean = np.mean(a) - np.mean(b)
    if mean - t * error > 0:
        return "A"
    if mean + t * error < 0:
        return "B"
    return "no difference shown"
