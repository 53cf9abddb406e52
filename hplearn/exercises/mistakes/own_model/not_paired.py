"""2: treats the two lists as independent.

Two separate variances forget that the same rows judge both models. Take the differences first.
"""

import numpy as np


def verdict(first, second):
    half = 1.96 * np.sqrt((np.var(first, ddof=1) + np.var(second, ddof=1)) / len(first))
    lead = np.mean(second) - np.mean(first)
    low, high = lead - half, lead + half
    return [low, high, "first" if low > 0 else "second" if high < 0 else "neither"]
