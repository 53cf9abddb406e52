"""2: spawns for each trial again from the same SeedSequence.

A SeedSequence counts on: what it spawns depends on how many seeds it has spawned before. So your
numbers depend on the order of starting. Spawn once, for all trials.
"""

import numpy as np


def noise(seed, started):
    sequence = np.random.SeedSequence(seed)
    return {
        trial: np.random.default_rng(sequence.spawn(trial + 1)[trial]).random() for trial in started
    }
