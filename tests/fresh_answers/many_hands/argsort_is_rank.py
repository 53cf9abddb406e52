"""3: argsort gives the ranks."""

import numpy as np


def rank_agreement(cheap, full):
    return np.corrcoef(np.argsort(cheap), np.argsort(full))[0, 1]
