"""05.2: cuts the rows as they stand."""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    return np.array_split(np.arange(n_samples), range(batch_size, n_samples, batch_size))
