"""1: balanced accuracy is the mean of sensitivity and specificity, of class 1 and the others."""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    y_true, y_predicted = np.asarray(y_true), np.asarray(y_predicted)
    positive = y_true == 1
    right = y_true == y_predicted
    return (
        np.sum(right & positive) / max(1, positive.sum())
        + np.sum(right & ~positive) / max(1, (~positive).sum())
    ) / 2
