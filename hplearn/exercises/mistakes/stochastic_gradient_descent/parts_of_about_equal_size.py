"""2: makes the batches about equally large.

Your batches are about equally large. All but the last one should be full, and the last one has what
is left over.
"""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    return np.array_split(rng.permutation(n_samples), -(-n_samples // batch_size))


def sign(arguments, outcome):
    n_samples, batch_size, _ = arguments
    sizes = [len(batch) for batch in outcome.value]
    is_full = all(size == batch_size for size in sizes[:-1])
    return sum(sizes) == n_samples and max(sizes) - min(sizes) <= 1 and not is_full
