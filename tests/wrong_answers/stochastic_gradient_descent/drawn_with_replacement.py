"""2: asks choice for each batch on its own."""


def batches_of_epoch(n_samples, batch_size, rng):
    sizes = [min(batch_size, n_samples - at) for at in range(0, n_samples, batch_size)]
    return [rng.choice(n_samples, size) for size in sizes]
