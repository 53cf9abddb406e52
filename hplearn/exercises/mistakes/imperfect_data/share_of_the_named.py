"""1: divides by the rows that were given the class.

You divide by the rows that were predicted as the class: that is its precision. The share asked for
is one of the rows that truly belong to it, its recall.
"""

import numpy as np


def balanced_accuracy(y_true, y_predicted):
    named = [y_true[y_predicted == label] == label for label in np.unique(y_true)]
    return np.mean([np.mean(right) if len(right) else 0.0 for right in named])
