"""3: the good range goes from the lowest good rate to the highest."""

import numpy as np


def good_range(rates, scores, allowed):
    means = np.mean(scores, axis=1)
    good = np.asarray(rates)[means >= means.max() - allowed]
    return good.min(), good.max()
