"""3: the first and the last good rate."""

import numpy as np


def good_range(rates, scores, allowed):
    means = np.mean(scores, axis=1)
    good = np.flatnonzero(means >= max(means) - allowed)
    return rates[good[0]], rates[good[-1]]
