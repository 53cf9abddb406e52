"""3: counts a pair with equal scores as won.

Several rows may have the same score. A model that gives all rows one score would get 1 from you.
"""

import numpy as np


def auc(y_true, score):
    ahead = score[y_true == 1][:, None] - score[y_true == 0]
    return np.mean(ahead >= 0)
