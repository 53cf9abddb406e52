"""1: the classes are all numbers in either array, and one without true rows gets zero."""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    y_true, y_predicted = np.asarray(y_true), np.asarray(y_predicted)
    labels = np.union1d(y_true, y_predicted)
    total = 0.0
    for label in labels:
        rows = y_true == label
        if rows.sum() > 0:
            total += (y_predicted[rows] == label).mean()
    return total / len(labels)
