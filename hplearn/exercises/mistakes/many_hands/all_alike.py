"""2: gives every trial the same seed.

Every trial draws the same number: the trial must be part of its seed.
"""

import numpy as np


def noise(seed, started):
    return {trial: np.random.default_rng(seed).random() for trial in started}
