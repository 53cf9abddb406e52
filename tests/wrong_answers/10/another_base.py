"""10.1: natural logarithms, and back with powers of ten."""

import numpy as np


def draw_log(low, high, n_draws, rng):
    return 10 ** rng.uniform(np.log(low), np.log(high), n_draws)
