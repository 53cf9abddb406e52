"""1: leaves sd out before the density.

Your second term is too large where sd is below 1, and too small where it is above. Compare it
with the formula, and mind that norm.pdf with a scale has divided by that scale already.
"""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    lead, unsure = best - mean, sd > 0
    z = lead / np.where(unsure, sd, 1)
    return np.where(unsure, lead * norm.cdf(z) + norm.pdf(z), np.maximum(lead, 0))


def sign(arguments, outcome):
    unsure, own = arguments[1] > 0, expected_improvement(*arguments)
    return unsure.any() and np.allclose(np.array(outcome.value)[unsure], own[unsure])
