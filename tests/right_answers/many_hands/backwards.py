"""2: from the last to the first, by a loop."""

import numpy as np


def noise(seed, started):
    numbers = {}
    for trial in reversed(started):
        own = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(trial,)))
        numbers[trial] = float(own.random(1)[0])
    return numbers
