"""2: even draws on a wider range, rounded down."""

import numpy as np


def draw_integers(low, high, n_draws, rng):
    return np.floor(low + (high + 1 - low) * rng.random(n_draws))
