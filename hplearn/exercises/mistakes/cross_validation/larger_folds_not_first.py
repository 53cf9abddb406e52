"""1: does not put the larger folds first.

Your folds have the right sizes, and stand in another order. Read once more which of them come
first: what are the sizes of 4 folds of 10 rows?
"""

from itertools import pairwise

import numpy as np


def folds_of(n_samples, k):
    edges = [n_samples * i // k for i in range(k + 1)]
    rows = np.arange(n_samples)
    return [rows[start:end] for start, end in pairwise(edges)]


def sign(arguments, outcome):
    n_samples, k = arguments
    sizes = [len(fold) for fold in outcome.value]
    wanted = [n_samples // k + (i < n_samples % k) for i in range(k)]
    is_cut = list(np.concatenate(outcome.value)) == list(range(n_samples))
    return is_cut and sizes != wanted and sorted(sizes, reverse=True) == wanted
