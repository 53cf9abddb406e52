"""2: a uniform number from low to high, rounded, may be low, high or any number between."""

import numpy as np


def draw_integers(low, high, n_draws, rng):
    return np.round(rng.uniform(low, high, n_draws)).astype(int)
