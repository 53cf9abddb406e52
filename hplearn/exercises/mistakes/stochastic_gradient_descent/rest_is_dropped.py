"""2: keeps full batches alone.

The rows that do not fill a batch are missing. The last batch may be smaller.
"""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    n_batches = n_samples // batch_size
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n_batches)]


def sign(arguments, outcome):
    n_samples, batch_size, _ = arguments
    rows = np.concatenate(outcome.value)
    is_full = all(len(batch) == batch_size for batch in outcome.value)
    return is_full and set() < set(rows) < set(range(n_samples)) and len(set(rows)) == len(rows)
