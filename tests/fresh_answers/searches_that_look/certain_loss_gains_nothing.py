"""4: where sd is zero nothing can improve, so the result is zero."""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    lead = best - mean
    gain = np.zeros(len(mean))
    some = sd > 0
    z = lead[some] / sd[some]
    gain[some] = lead[some] * norm.cdf(z) + sd[some] * norm.pdf(z)
    return gain
