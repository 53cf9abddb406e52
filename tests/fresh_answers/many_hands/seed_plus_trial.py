"""2: the generator of a trial is made from the seed plus its number."""

import numpy as np


def noise(seed, started):
    return {trial: np.random.default_rng(seed + trial).random() for trial in started}
