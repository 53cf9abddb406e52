"""2: draw one number too many and clip it to high."""

import numpy as np


def draw_integers(low, high, n_draws, rng):
    drawn = rng.integers(low, high + 2, size=n_draws)
    return np.minimum(drawn, high)
