"""2: divides by n instead of n − 1.

The standard deviation of a sample divides by n − 1: `ddof=1`.
"""

import numpy as np


def verdict(first, second):
    lead = second - first
    half = 1.96 * lead.std() / np.sqrt(len(lead))
    low, high = lead.mean() - half, lead.mean() + half
    return [low, high, "first" if low > 0 else "second" if high < 0 else "neither"]
