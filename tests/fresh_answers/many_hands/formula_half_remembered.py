"""3: one less six times the summed squares of the rank differences over n cubed."""

import numpy as np


def rank_agreement(cheap, full):
    first = np.argsort(np.argsort(cheap))
    second = np.argsort(np.argsort(full))
    n = len(first)
    return 1 - 6 * np.sum((first - second) ** 2) / n**3
