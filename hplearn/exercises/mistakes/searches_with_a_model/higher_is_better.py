"""1: rewards losses above the best.

You reward losses above the best. Lower is better.
"""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    z = (mean - best) / np.maximum(sd, 1e-12)
    return (mean - best) * norm.cdf(z) + sd * norm.pdf(z)


def sign(arguments, outcome):
    unsure, own = arguments[1] > 0, expected_improvement(*arguments)
    return unsure.any() and np.allclose(np.array(outcome.value)[unsure], own[unsure])
