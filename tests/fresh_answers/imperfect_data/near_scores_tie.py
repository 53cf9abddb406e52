"""3: two scores that differ by next to nothing are equal."""

import numpy as np


def auc(y_true, score):
    """Return the share of pairs in which the positive row has the higher score."""
    y_true, score = np.asarray(y_true), np.asarray(score, dtype=float)
    positive = score[y_true == 1][:, None]
    negative = score[y_true == 0][None, :]
    tied = np.isclose(positive, negative)
    return np.where(tied, 0.5, positive > negative).mean()
