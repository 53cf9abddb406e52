"""4: lets the chance to miss be the share.

A single trial misses with probability 1 - share, and not with probability share.
"""

import numpy as np


def n_trials_for(share, chance):
    return int(np.ceil(np.log(1 - chance) / np.log(share) - 1e-9))
