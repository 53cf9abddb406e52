"""1: shares add up to one, so the variances are divided by their sum."""

import numpy as np


def main_effects(errors):
    means = np.asarray(errors).mean(axis=-1)
    variances = []
    for axis in range(means.ndim):
        others = tuple(axis for axis in range(means.ndim) if axis != axis)
        variances.append(means.mean(axis=others).var())
    return np.array(variances) / sum(variances)
