"""1: counts a class that is only predicted as 0.

A class that is never true has no rows, so it has no share, not even 0.
"""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    shares = []
    for label in set(y_true) | set(y_predicted):
        own = y_true == label
        shares.append(np.mean(y_predicted[own] == label) if own.any() else 0)
    return np.mean(shares)
