"""1: the ends of the folds are the rounded-down multiples of n_samples / k."""

import numpy as np


def folds_of(n_samples, k):
    ends = [n_samples * i // k for i in range(k + 1)]
    return [np.arange(ends[i], ends[i + 1]) for i in range(k)]
