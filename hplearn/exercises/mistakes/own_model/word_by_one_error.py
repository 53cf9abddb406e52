"""2: decides the word by one standard error.

Your word asks for less than your interval says: you name a winner although 0 lies inside. Which two
numbers has the word to agree with?
"""

import numpy as np


def verdict(first, second):
    lead = second - first
    error = lead.std(ddof=1) / np.sqrt(len(lead))
    low, high = lead.mean() - error, lead.mean() + error
    word = "first" if low > 0 else "second" if high < 0 else "neither"
    return [lead.mean() - 1.96 * error, lead.mean() + 1.96 * error, word]
