"""3: returns the place of the candidate in the array.

You return which candidate it is. Asked for is the candidate itself, a number from 0 to 1.
"""

import numpy as np


def tpe_choice(good, rest, candidates, width):
    def density(trials):
        return np.exp(-(((candidates[:, None] - trials) / width) ** 2) / 2).mean(axis=1)

    return np.argmax(density(good) / density(rest))
