"""3: moves the other end.

You move the end that did not win. Towards which side should the next search look further?
"""

import numpy as np


def next_range(low, high, best):
    place = np.log10(best / low) / np.log10(high / low)
    if place <= 0.1:
        return low, high * 10
    if place >= 0.9:
        return low / 10, high
    return low, high
