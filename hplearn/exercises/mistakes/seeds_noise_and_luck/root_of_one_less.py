"""3: makes the interval a little too wide.

Where the interval just misses 0, yours reaches it. Look at each number in the standard error: where
is it the number of seeds, and where one less?
"""

import numpy as np


def compare(a, b, t):
    lead = np.asarray(a) - b
    reach = t * lead.std(ddof=1) / np.sqrt(len(lead) - 1)
    if abs(lead.mean()) <= reach:
        return "no difference shown"
    return "A" if lead.mean() > 0 else "B"
