"""1: a uniform number is drawn and put on the log scale between the ends."""

import numpy as np


def draw_log(low, high, n_draws, rng):
    share = np.log10(1 + 9 * rng.random(n_draws))
    return low + share * (high - low)
