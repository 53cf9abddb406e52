"""1: gives the recall of the rarest class.

You look at the rarest class only. Whoever calls everybody ill would get 1. Look at the others.
"""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    labels, sizes = np.unique(y_true, return_counts=True)
    rare = labels[sizes.argmin()]
    return np.mean(y_predicted[y_true == rare] == rare)
