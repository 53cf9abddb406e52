"""2: keeps full batches alone.

The rows that do not fill a batch are missing. The last batch may be smaller.
"""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    n_batches = n_samples // batch_size
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n_batches)]


def sign(arguments, outcome):
    rows = np.concatenate(outcome.value)
    return len(set(rows)) == len(rows) == arguments[0] // arguments[1] * arguments[1]
