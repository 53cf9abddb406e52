"""1: if a zero is among the sd, the formula cannot be used, and the gain is the lead or zero."""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    lead = best - mean
    if np.any(sd == 0):
        return np.maximum(lead, 0)
    z = lead / sd
    return lead * norm.cdf(z) + sd * norm.pdf(z)
