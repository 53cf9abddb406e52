"""3: correlates the scores.

You correlate the scores. A proxy may stretch them and still rank alike.
"""

import numpy as np


def rank_agreement(cheap, full):
    return np.corrcoef(cheap, full)[0, 1]
