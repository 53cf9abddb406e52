"""2: array_split cuts the shuffled rows into as many parts as there are batches."""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    n_batches = int(np.ceil(n_samples / batch_size))
    return np.array_split(rng.permutation(n_samples), n_batches)
