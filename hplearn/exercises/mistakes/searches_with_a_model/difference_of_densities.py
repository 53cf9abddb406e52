"""3: takes the difference of the densities.

You subtract where a ratio is asked for: how many times as dense are the good trials?
"""

import numpy as np


def tpe_choice(good, rest, candidates, width):
    def density(trials):
        return np.exp(-(((candidates[:, None] - trials) / width) ** 2) / 2).mean(axis=1)

    return candidates[np.argmax(density(good) - density(rest))]
