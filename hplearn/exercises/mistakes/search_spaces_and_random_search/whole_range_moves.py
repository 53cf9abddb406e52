"""3: moves both ends.

You move the whole range. The end that did not win has given no reason to move: leave it there.
"""

import numpy as np


def next_range(low, high, best):
    place = np.log(best / low) / np.log(high / low)
    factor = 0.1 if place <= 0.1 else 10 if place >= 0.9 else 1
    return low * factor, high * factor
