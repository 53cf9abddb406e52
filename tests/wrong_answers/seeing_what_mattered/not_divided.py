"""1: the spread of the averages of each knob, as it is."""

import numpy as np


def main_effects(errors):
    n_knobs = errors.ndim - 1
    averages = [
        np.moveaxis(errors, knob, 0).reshape(errors.shape[knob], -1) for knob in range(n_knobs)
    ]
    return [table.mean(axis=1).var() for table in averages]
