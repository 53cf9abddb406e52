"""3: a rate is as good as its best seed."""

import numpy as np


def good_range(rates, scores, allowed):
    tops = np.max(scores, axis=1)
    best = np.argmax(tops)
    good = tops >= tops[best] - allowed
    low = high = best
    while low > 0 and good[low - 1]:
        low -= 1
    while high < len(tops) - 1 and good[high + 1]:
        high += 1
    return rates[low], rates[high]
