"""1: the effect of a knob is what is left after averaging over its axis."""

import numpy as np


def main_effects(errors):
    means = errors.mean(axis=-1)
    return np.array([means.mean(axis=k).var() / means.var() for k in range(means.ndim)])
