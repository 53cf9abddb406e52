"""3: gives an interval that is too narrow.

Your interval is too narrow. Look at the standard deviation, which takes `ddof=1`, at the
number under the root, which is how many differences there are, and at the factor, which is `t`.
"""

import numpy as np


def compare(a, b, t):
    mean, reach = np.mean(a - b), t * np.std(a - b) / np.sqrt(len(a))
    if abs(mean) <= reach:
        return "no difference shown"
    return "A" if mean > 0 else "B"
