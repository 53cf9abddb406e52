"""1: lets a certain loss gain less than nothing.

Where sd is zero you return the lead, whatever its sign. What does a trial gain if its loss is
certain to be above best?
"""

import numpy as np
from scipy.stats import norm


def expected_improvement(mean, sd, best):
    lead, unsure = best - mean, sd > 0
    z = lead / np.where(unsure, sd, 1)
    return np.where(unsure, lead * norm.cdf(z) + sd * norm.pdf(z), lead)
