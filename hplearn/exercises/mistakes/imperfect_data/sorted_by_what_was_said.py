"""1: gives the precision instead of the recall.

You take the rows by their predicted class. A share belongs to a true class: of its rows, how
many were predicted right?
"""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    shares = []
    for label in np.unique(y_predicted):
        shares.append(np.mean(y_true[y_predicted == label] == label))
    return np.mean(shares)
