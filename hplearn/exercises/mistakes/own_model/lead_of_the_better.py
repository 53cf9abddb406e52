"""2: turns the interval towards the better model.

Where the second model is better, you give the lead of the second over the first. The interval is
always that of second - first, and so it may lie below 0.
"""

import numpy as np


def verdict(first, second):
    differences = second - first
    lead = abs(differences.mean())
    half = 1.96 * differences.std(ddof=1) / np.sqrt(len(differences))
    word = "neither" if lead <= half else "first" if differences.mean() > 0 else "second"
    return [lead - half, lead + half, word]
