"""2: cuts the rows as they stand.

The rows come as they stand in the table. If that is sorted, every epoch walks through the same
classes one after the other. Put them into a random order first.
"""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    return np.array_split(np.arange(n_samples), range(batch_size, n_samples, batch_size))


def sign(arguments, outcome):
    n_samples, batch_size, _ = arguments
    in_order = list(np.concatenate(outcome.value)) == list(range(n_samples))
    return in_order and batch_size < n_samples
