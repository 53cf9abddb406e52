"""3: divides by all pairs of rows.

You divide by too many pairs. Only those of a positive and a negative row can be won.
"""

import numpy as np


def auc(y_true, score):
    ahead = score[y_true == 1][:, None] - score[y_true == 0]
    won = np.sum(ahead > 0) + 0.5 * np.sum(ahead == 0)
    return won / (len(y_true) * (len(y_true) - 1) / 2)
