"""3: both configurations have their own noise, and the two variances add up."""

import numpy as np


def compare(a, b, t):
    lead = np.mean(a) - np.mean(b)
    error = np.sqrt(np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b))
    if lead - t * error > 0:
        return "A"
    if lead + t * error < 0:
        return "B"
    return "no difference shown"
