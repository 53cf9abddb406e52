"""1: makes all folds as large as the first one.

Your folds are as large as the first one until too few rows are left; the next one gets these, and
any later ones nothing. By how many rows may the sizes differ?
"""

import numpy as np


def folds_of(n_samples, k):
    size = -(-n_samples // k)
    return [np.arange(n_samples)[start : start + size] for start in range(0, n_samples, size)]


def sign(arguments, outcome):
    n_samples, k = arguments
    sizes = [len(fold) for fold in outcome.value if len(fold)]
    *first, last = sizes
    is_cut = list(np.concatenate(outcome.value)) == list(range(n_samples))
    uneven = len(sizes) < k or last < first[0] - 1
    return is_cut and uneven and {-(-n_samples // k)} == set(first)
