"""3: rank correlation counts the pairs in the same order, less those in the other order."""

from itertools import combinations

import numpy as np


def rank_agreement(cheap, full):
    pairs = list(combinations(range(len(cheap)), 2))
    signs = [np.sign((cheap[i] - cheap[j]) * (full[i] - full[j])) for i, j in pairs]
    return float(np.mean(signs))
