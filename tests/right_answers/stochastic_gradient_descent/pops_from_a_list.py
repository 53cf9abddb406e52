"""2: shuffles a list in place and takes batches off its front."""


def batches_of_epoch(n_samples, batch_size, rng):
    rows = list(range(n_samples))
    rng.shuffle(rows)
    batches = []
    while rows:
        batches.append(rows[:batch_size])
        del rows[:batch_size]
    return batches
