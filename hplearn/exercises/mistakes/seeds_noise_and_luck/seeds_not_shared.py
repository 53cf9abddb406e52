"""3: takes the spread of each on its own.

You take the spread of each on its own. What the seeds do to both cancels in the differences.
"""

import numpy as np


def compare(a, b, t):
    error = np.sqrt(np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b))
    mean = np.mean(a) - np.mean(b)
    if mean - t * error > 0:
        return "A"
    if mean + t * error < 0:
        return "B"
    return "no difference shown"
