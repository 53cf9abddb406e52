"""2: an epoch has n_samples // batch_size batches."""


def batches_of_epoch(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    n_batches = n_samples // batch_size
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n_batches)]
