"""1: the variance of all is that of all the numbers in the table."""

import numpy as np


def main_effects(errors):
    errors = np.asarray(errors)
    shares = []
    for axis in range(errors.ndim - 1):
        others = tuple(axis for axis in range(errors.ndim) if axis != axis)
        shares.append(errors.mean(axis=others).var() / errors.var())
    return np.array(shares)
