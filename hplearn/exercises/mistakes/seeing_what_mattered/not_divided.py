"""1: returns variances, not shares.

You return variances. A share is a part of the variance of all configurations.
"""

import numpy as np


def main_effects(errors):
    mean = errors.mean(axis=-1)
    effects = []
    for axis in range(mean.ndim):
        others = tuple(k for k in range(mean.ndim) if k != axis)
        effects.append(np.var(mean.mean(axis=others)))
    return np.array(effects)
