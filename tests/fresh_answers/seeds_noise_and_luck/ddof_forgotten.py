"""3: np.std is the standard deviation."""

import numpy as np


def compare(a, b, t):
    d = np.array(a) - np.array(b)
    error = np.std(d) / np.sqrt(len(d))
    if d.mean() > t * error:
        return "A"
    elif d.mean() < -t * error:
        return "B"
    else:
        return "no difference shown"
