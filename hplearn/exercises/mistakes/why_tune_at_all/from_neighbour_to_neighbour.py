"""3: compares each rate with its neighbour instead of the best.

You ask whether a mean lies close below that of its neighbour, so many small falls go unnoticed.
Compare each mean with the best one.
"""

import numpy as np


def good_range(rates, scores, allowed):
    means = scores.mean(axis=1)
    low = high = int(np.argmax(means))
    while low > 0 and means[low - 1] >= means[low] - allowed:
        low -= 1
    while high + 1 < len(rates) and means[high + 1] >= means[high] - allowed:
        high += 1
    return rates[low], rates[high]
