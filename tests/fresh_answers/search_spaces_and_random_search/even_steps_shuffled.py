"""1: geomspace spreads the numbers evenly on the log scale, and a shuffle makes them random."""

import numpy as np


def draw_log(low, high, n_draws, rng):
    return rng.permutation(np.geomspace(low, high, n_draws))
