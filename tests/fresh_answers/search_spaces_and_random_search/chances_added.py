"""4: each trial adds its share to the chance."""

import numpy as np


def n_trials_for(share, chance):
    return int(np.ceil(chance / share))
