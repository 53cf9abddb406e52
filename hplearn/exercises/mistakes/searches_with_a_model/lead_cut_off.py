"""1: cuts the lead off at zero before the formula.

You set a lead below zero to zero before the formula has it. A trial that is expected to be worse
than best gains less the worse it is: let the formula see by how much.
"""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    gains = []
    for m, s in zip(mean, sd, strict=True):
        lead = max(best - m, 0)
        gains.append(lead * norm.cdf(lead / s) + s * norm.pdf(lead / s) if s > 0 else lead)
    return np.array(gains)


def sign(arguments, outcome):
    return np.allclose(outcome.value, expected_improvement(*arguments), rtol=1e-6, atol=1e-9)
