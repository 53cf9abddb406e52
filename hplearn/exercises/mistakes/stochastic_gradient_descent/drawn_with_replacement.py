"""2: draws every row anew.

Some rows come twice and others not at all, as if each row were drawn anew. Look at how all of them
can be put into one order, before it is cut.
"""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    batches, left = [], n_samples
    while left > 0:
        batches.append(rng.integers(0, n_samples, min(batch_size, left)))
        left -= batch_size
    return batches


def sign(arguments, outcome):
    rows = np.concatenate(outcome.value)
    return len(set(rows)) < len(rows) == arguments[0]
