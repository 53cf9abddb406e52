"""1: makes the bars add up to 1.

You make the bars add up to 1. They need not: what only pairs explain belongs to no bar.
"""

import numpy as np


def main_effects(errors):
    mean = errors.mean(axis=-1)
    effects = []
    for axis in range(mean.ndim):
        others = tuple(k for k in range(mean.ndim) if k != axis)
        effects.append(np.var(mean.mean(axis=others)))
    return np.array(effects) / sum(effects)
