"""1: draws whole factors of ten only.

All your draws lie whole factors of ten apart, as with whole exponents. What about the numbers
between 0.001 and 0.01?
"""

import numpy as np


def draw_log(low, high, n_draws, rng):
    return low * 10.0 ** rng.integers(0, np.log10(high / low), n_draws, endpoint=True)


def sign(arguments, outcome):
    exponents = np.log10(np.array(outcome.value) / np.min(outcome.value))
    return exponents.size >= 200 and exponents.any() and np.allclose(exponents % 1, 0)
