"""1: a knob matters as much as the best error for each of its values varies."""

import numpy as np


def main_effects(errors):
    means = errors.mean(axis=-1)
    n_knobs = means.ndim
    effects = []
    for knob in range(n_knobs):
        others = tuple(a for a in range(n_knobs) if a != knob)
        effects.append(means.min(axis=others).var() / means.var())
    return np.array(effects)
