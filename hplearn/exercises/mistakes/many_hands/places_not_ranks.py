"""3: takes argsort for the ranks.

argsort tells which config comes first, second, … A rank is the other way round: at which place a
config comes.
"""

import numpy as np


def rank_agreement(cheap, full):
    return np.corrcoef(np.argsort(cheap), np.argsort(full))[0, 1]
