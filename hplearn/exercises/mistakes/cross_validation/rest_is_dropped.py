"""1: uses whole folds alone.

Rows are missing: what is left over by the division belongs to folds, too.
"""

import numpy as np


def folds_of(n_samples, k):
    size = n_samples // k
    return [np.arange(i * size, i * size + size) for i in range(k)]
