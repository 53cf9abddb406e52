"""1: divides by a standard deviation of zero.

All is right where sd is above zero. Where it is zero, the gain needs no z.
"""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    z = (best - mean) / sd
    return sd * (z * norm.cdf(z) + norm.pdf(z))


def sign(arguments, outcome):
    unsure, own, found = arguments[1] > 0, expected_improvement(*arguments), outcome.value
    is_odd = not np.isfinite(np.array(found)[~unsure]).all()
    return is_odd and np.allclose(np.array(found)[unsure], own[unsure])
