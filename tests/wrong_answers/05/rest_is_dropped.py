"""05.2: keeps full batches alone."""


def batches_of_epoch(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    n_batches = n_samples // batch_size
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n_batches)]
