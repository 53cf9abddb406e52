"""1: divides by the variance of all trainings, seeds included.

You divide by the variance of all trainings. Average over the seeds first.
"""

import numpy as np


def main_effects(errors):
    shares = []
    for axis in range(errors.ndim - 1):
        others = tuple(k for k in range(errors.ndim) if k != axis)
        shares.append(np.var(errors.mean(axis=others)) / np.var(errors))
    return np.array(shares)
