"""1: averages the variances along the axis.

You take the variance along a hyperparameter at each setting of the others, and average afterwards.
So what pairs explain is in your bars, too: which comes first here, the average or the variance?
"""

import numpy as np


def main_effects(errors):
    settings = errors.mean(axis=-1)
    shares = [settings.var(axis=axis).mean() for axis in range(settings.ndim)]
    return np.array(shares) / settings.var()
