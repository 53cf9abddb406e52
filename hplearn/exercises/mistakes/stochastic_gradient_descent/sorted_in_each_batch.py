"""2: hands the rows of a batch on in the order of the table.

Inside each of your batches the rows come in the order of the table. The rows of an epoch come in a
random order, and a batch takes them as they come.
"""

import numpy as np


def batches_of_epoch(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    batches = np.split(order, range(batch_size, n_samples, batch_size))
    return [sorted(batch) for batch in batches]


def sign(arguments, outcome):
    n_samples, batch_size, _ = arguments
    batches = [list(batch) for batch in outcome.value]
    in_order = list(np.concatenate(batches)) == list(range(n_samples))
    are_sorted = all(batch == sorted(batch) for batch in batches)
    return are_sorted and not in_order and 2 < batch_size < n_samples
