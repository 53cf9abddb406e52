"""1: takes the best setting of the others for each value.

For each value you take the lowest error that it reaches. A bar is made of averages over all
settings of the other hyperparameters.
"""

import numpy as np


def main_effects(errors):
    table = errors.mean(axis=-1)
    bars = []
    for axis in range(table.ndim):
        others = tuple(k for k in range(table.ndim) if k != axis)
        bars.append(table.min(axis=others).var())
    return np.array(bars) / table.var()
