"""1: the classes are the numbers from 0 to the largest one, and one without rows has share zero."""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    y_true, y_predicted = np.asarray(y_true), np.asarray(y_predicted)
    shares = []
    for label in range(y_true.max() + 1):
        rows = y_true == label
        shares.append(np.sum(rows & (y_predicted == label)) / max(1, rows.sum()))
    return np.mean(shares)
