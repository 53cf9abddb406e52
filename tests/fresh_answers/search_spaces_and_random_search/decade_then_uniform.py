"""1: one draws the power of ten first, and then a number inside it."""

import numpy as np


def draw_log(low, high, n_draws, rng):
    n_decades = max(1, int(np.ceil(np.log10(high / low) - 1e-9)))
    decade = rng.integers(0, n_decades, n_draws)
    left = low * 10.0**decade
    right = np.minimum(left * 10, high)
    return left + rng.random(n_draws) * (right - left)
