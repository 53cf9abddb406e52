"""1: draws evenly over the numbers, and not over their logarithms.

Your draws are spread evenly over the numbers, so nearly all of them lie in the highest factor of
ten. On which scale is each factor of ten equally long?
"""

import numpy as np


def draw_log(low, high, n_draws, rng):
    return rng.uniform(low, high, n_draws)


def sign(arguments, outcome):
    low, high, n_draws, _ = arguments
    places = (np.sort(outcome.value) - low) / (high - low)
    even = (np.arange(n_draws) + 0.5) / n_draws
    is_telling = n_draws >= 200 and high > max(10, 10 * low)  # below 1 log1p is even, too
    return is_telling and abs(places - even).max() < 0.1
