"""14.3: correlates the scores."""

import numpy as np


def rank_agreement(cheap, full):
    return np.corrcoef(cheap, full)[0, 1]
