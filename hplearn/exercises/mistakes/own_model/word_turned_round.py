"""2: names the other model.

Your interval is right, and your word names the wrong model. The numbers are errors: which model is
closer where second - first is above 0?
"""

import numpy as np


def verdict(first, second):
    lead = second - first
    half = 1.96 * lead.std(ddof=1) / np.sqrt(len(lead))
    low, high = lead.mean() - half, lead.mean() + half
    return [low, high, "second" if low > 0 else "first" if high < 0 else "neither"]
