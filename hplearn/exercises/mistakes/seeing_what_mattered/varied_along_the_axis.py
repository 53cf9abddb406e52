"""1: averages the variances along the axis.

What pairs explain is in your bars, too. For each value of the hyperparameter, average over all the
others first, and then take the variance of these averages.
"""

import numpy as np


def main_effects(errors):
    settings = errors.mean(axis=-1)
    shares = [settings.var(axis=axis).mean() for axis in range(settings.ndim)]
    return np.array(shares) / settings.var()
