"""3: gives the accuracy at the threshold 0.5.

You set a threshold. The AUC has none: it compares each positive row with each negative one.
"""

import numpy as np


def auc(y_true, score):
    return np.mean((score >= 0.5) == (y_true == 1))
