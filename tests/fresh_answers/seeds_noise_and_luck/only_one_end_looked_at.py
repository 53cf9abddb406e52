"""3: if the lower end is above zero A wins, and if it is below zero B does."""

import numpy as np


def compare(a, b, t):
    d = np.array(a) - np.array(b)
    low = d.mean() - t * d.std(ddof=1) / np.sqrt(len(d))
    if low > 0:
        return "A"
    if low < 0:
        return "B"
    return "no difference shown"
