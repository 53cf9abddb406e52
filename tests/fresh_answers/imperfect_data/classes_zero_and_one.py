"""1: balanced accuracy is the mean of sensitivity and specificity."""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    y_true, y_predicted = np.asarray(y_true), np.asarray(y_predicted)
    positive = y_true == 1
    sensitivity = np.mean(y_predicted[positive] == 1) if positive.any() else 0.0
    specificity = np.mean(y_predicted[~positive] != 1) if (~positive).any() else 0.0
    return (sensitivity + specificity) / 2
