"""1: weighs all rows the same.

That is plain accuracy: each share weighs as much as its class has rows. Weigh all classes alike.
"""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    return np.mean(y_true == y_predicted)
