"""2: the table is cut into batches, and the batches come in random order."""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    batches = [rows[i : i + batch_size] for i in range(0, n_samples, batch_size)]
    return [batches[i] for i in rng.permutation(len(batches))]
