"""3: takes points for per cent of the best mean.

You allow a share of the best mean score. What is allowed is given in points, as the scores are:
look at how far below the best a mean may lie.
"""

import numpy as np


def good_range(rates, scores, allowed):
    means = scores.mean(axis=1)
    at = low = high = int(np.argmax(means))
    least = means[at] * (1 - allowed / 100)
    while low > 0 and means[low - 1] >= least:
        low -= 1
    while high + 1 < len(rates) and means[high + 1] >= least:
        high += 1
    return rates[low], rates[high]
