"""1: takes the median over the seeds.

You take the median over the seeds, which is their mean if there are one or two. Asked for is the
mean.
"""

import numpy as np


def main_effects(errors):
    table, shares = np.median(errors, axis=-1), []
    for axis in range(table.ndim):
        others = tuple(k for k in range(table.ndim) if k != axis)
        shares.append(np.var(table.mean(axis=others)) / np.var(table))
    return np.array(shares)
