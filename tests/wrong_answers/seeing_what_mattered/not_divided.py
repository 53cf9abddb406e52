"""1: the spread of the averages of each hyperparameter, as it is."""

import numpy as np


def main_effects(errors):
    n_axes = errors.ndim - 1
    averages = [
        np.moveaxis(errors, axis, 0).reshape(errors.shape[axis], -1) for axis in range(n_axes)
    ]
    return [table.mean(axis=1).var() for table in averages]
