"""2: a uniform number between the ends is rounded."""

import numpy as np


def draw_integers(low, high, n_draws, rng):
    return np.round(rng.uniform(low, high, n_draws)).astype(int)
