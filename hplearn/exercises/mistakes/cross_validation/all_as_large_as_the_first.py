"""1: makes all folds as large as the first one.

Your folds are as large as the first one until no rows are left. The last one is then too small, or
missing: by how many rows may the sizes differ?
"""

import numpy as np


def folds_of(n_samples, k):
    size = -(-n_samples // k)
    return [np.arange(n_samples)[start : start + size] for start in range(0, n_samples, size)]


def sign(arguments, outcome):
    n_samples, k = arguments
    *first, last = (len(fold) for fold in outcome.value if len(fold))
    same = {-(-n_samples // k)} == set(first) and last <= first[0]
    return same and n_samples % k > 0 and sum(first) + last == n_samples
