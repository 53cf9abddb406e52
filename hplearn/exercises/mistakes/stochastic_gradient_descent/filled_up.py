"""2: fills the last batch up with rows that came before.

All your batches are equally large, because some rows come a second time. Read once more how many
rows the last one may have.
"""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    n_batches = -(-n_samples // batch_size)
    return list(np.resize(order, n_batches * batch_size).reshape(n_batches, batch_size))


def sign(arguments, outcome):
    n_samples, batch_size, _ = arguments
    rows = np.concatenate(outcome.value)
    is_full = all(len(batch) == batch_size for batch in outcome.value)
    return is_full and len(rows) > n_samples and set(rows) == set(range(n_samples))
