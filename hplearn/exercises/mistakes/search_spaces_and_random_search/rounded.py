"""2: rounds even draws.

The two ends come half as often, as where uniform draws are rounded, which gives each end half an
interval. Draw whole numbers directly.
"""

import numpy as np


def draw_integers(low, high, n_draws, rng):
    return np.round(rng.uniform(low, high, n_draws)).astype(int)


def sign(arguments, outcome):
    low, high, _, _ = arguments
    values, counts = np.unique(outcome.value, return_counts=True)
    ends_are_rare = counts[[0, -1]].max() < 0.75 * counts[1:-1].min()
    return list(values) == list(range(low, high + 1)) and ends_are_rare
