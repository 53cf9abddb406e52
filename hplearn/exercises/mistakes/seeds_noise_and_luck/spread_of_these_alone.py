"""3: a standard deviation without ddof=1.

Your interval is too narrow. The seeds are a few of many, and `np.std` by itself tells the spread of
these few alone.
"""

import numpy as np


def compare(a, b, t):
    mean, reach = np.mean(a - b), t * np.std(a - b) / np.sqrt(len(a))
    if abs(mean) <= reach:
        return "no difference shown"
    return "A" if mean > 0 else "B"
