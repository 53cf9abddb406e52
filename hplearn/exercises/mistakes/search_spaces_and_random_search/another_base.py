"""1: natural logarithms, and back with powers of ten.

Draws lie outside of the range. Go to the logarithms and come back with the same base: np.log
with np.exp, np.log10 with 10 to the power.
"""

import numpy as np


def draw_log(low, high, n_draws, rng):
    return 10 ** rng.uniform(np.log(low), np.log(high), n_draws)


def sign(arguments, outcome):
    low, high, n_draws, _ = arguments
    draws = np.asarray(outcome.value, dtype=float)
    outside = draws.min() < 0.999 * low or draws.max() > 1.001 * high
    return draws.shape == (n_draws,) and outside
