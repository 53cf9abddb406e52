"""16.1: all rows weigh the same."""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    return np.mean(y_true == y_predicted)
