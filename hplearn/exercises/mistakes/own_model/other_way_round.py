"""2: subtracts the second from the first.

The sign is the other way round: an error that is larger in the second model speaks for the first.
"""

import numpy as np


def verdict(first, second):
    lead = first - second
    half = 1.96 * lead.std(ddof=1) / np.sqrt(len(lead))
    low, high = lead.mean() - half, lead.mean() + half
    return [low, high, "first" if low > 0 else "second" if high < 0 else "neither"]
