"""16.1: precision instead of recall."""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    shares = []
    for label in np.unique(y_predicted):
        shares.append(np.mean(y_true[y_predicted == label] == label))
    return np.mean(shares)
