"""3: the best score is the highest number in the table, and the means are held against it."""

import numpy as np


def good_range(rates, scores, allowed):
    scores = np.asarray(scores)
    means = scores.mean(axis=1)
    good = means >= scores.max() - allowed
    best = np.argmax(means)
    low = high = best
    while low > 0 and good[low - 1]:
        low -= 1
    while high < len(rates) - 1 and good[high + 1]:
        high += 1
    return rates[low], rates[high]
