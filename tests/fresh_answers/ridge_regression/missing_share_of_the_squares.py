"""2: alpha takes the share 1 - factor away from the squares."""

import numpy as np


def alpha_for(x, factor):
    centred = x - np.mean(x)
    return (1 - factor) * (centred @ centred)
