"""3: the place is log best over log high."""

import numpy as np


def next_range(low, high, best):
    width = np.log10(high) - np.log10(low)
    if np.log10(best) < np.log10(low) + 0.1 * width:
        low = low / 10
    if np.log10(best) > 0.9 * np.log10(high):
        high = high * 10
    return low, high
