"""3: the good range goes from the smallest good rate to the largest one."""

import numpy as np


def good_range(rates, scores, allowed):
    rates = np.asarray(rates)
    means = np.mean(scores, axis=1)
    good = rates[means >= means.max() - allowed]
    return good.min(), good.max()
