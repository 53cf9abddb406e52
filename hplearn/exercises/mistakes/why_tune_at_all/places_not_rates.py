"""3: returns places in the list instead of rates.

You return where the ends of the good range stand in the list. Return the learning rates that stand
there.
"""

import numpy as np


def good_range(rates, scores, allowed):
    means = scores.mean(axis=1)
    at = low = high = int(np.argmax(means))
    while low > 0 and means[low - 1] >= means[at] - allowed:
        low -= 1
    while high + 1 < len(rates) and means[high + 1] >= means[at] - allowed:
        high += 1
    return low, high
