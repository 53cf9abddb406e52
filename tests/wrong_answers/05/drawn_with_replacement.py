"""05.2: draws every row anew."""


def batches_of_epoch(n_samples, batch_size, rng):
    batches, left = [], n_samples
    while left > 0:
        batches.append(rng.integers(0, n_samples, min(batch_size, left)))
        left -= batch_size
    return batches
