"""3: counts the pairs in which the negative row is ahead.

Which of the two rows of a pair should have the higher score? A good model gets less than one half
from you.
"""

import numpy as np


def auc(y_true, score):
    ahead = score[y_true == 0][:, None] - score[y_true == 1]
    return np.mean((ahead > 0) + 0.5 * (ahead == 0))
