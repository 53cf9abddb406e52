"""3: counts a pair with equal scores as lost.

Several rows may have the same score. What does a pair count in which neither row is ahead?
"""

import numpy as np


def auc(y_true, score):
    ahead = score[y_true == 1][:, None] - score[y_true == 0]
    return np.mean(ahead > 0)
