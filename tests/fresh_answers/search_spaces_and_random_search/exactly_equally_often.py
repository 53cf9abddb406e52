"""2: equally often means that each number comes as often as the others, so one repeats the list and shuffles."""

import numpy as np


def draw_integers(low, high, n_draws, rng):
    numbers = np.resize(np.arange(low, high + 1), n_draws)
    return rng.permutation(numbers)
