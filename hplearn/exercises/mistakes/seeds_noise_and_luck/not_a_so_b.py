"""3: gives the victory to B wherever A does not win.

You look at the lower end alone. Below zero it only says that A has not won: the other end has to
say whether B has.
"""

import numpy as np


def compare(a, b, t):
    error = np.std(a - b, ddof=1) / np.sqrt(len(a))
    return "A" if np.mean(a - b) - t * error > 0 else "B"
