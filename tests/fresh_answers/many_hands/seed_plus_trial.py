"""2: seed plus the number of the trial is a seed of its own."""

import numpy as np


def noise(seed, started):
    return {trial: np.random.default_rng(seed + trial).random() for trial in started}
