"""13.4: the chance of a gain instead of its mean."""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    return norm.cdf((best - mean) / np.maximum(sd, 1e-12))
