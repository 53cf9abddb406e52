"""2: names a winner although the interval contains 0.

The mean alone names your winner. Where the interval contains 0, the word is "neither".
"""

import numpy as np


def verdict(first, second):
    lead = second - first
    half = 1.96 * lead.std(ddof=1) / np.sqrt(len(lead))
    return [lead.mean() - half, lead.mean() + half, "first" if lead.mean() > 0 else "second"]
