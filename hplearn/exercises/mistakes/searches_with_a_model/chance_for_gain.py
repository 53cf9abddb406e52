"""1: gives the chance of a gain instead of its mean.

That is the chance to gain anything. By how much counts, too.
"""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    return norm.cdf((best - mean) / np.maximum(sd, 1e-12))


def sign(arguments, outcome):
    unsure, own = arguments[1] > 0, expected_improvement(*arguments)
    return unsure.any() and np.allclose(np.array(outcome.value)[unsure], own[unsure])
