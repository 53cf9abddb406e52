"""2: fills with the median.

You fill with the median of the training numbers, which is their mean if there are one or two. Asked
for is the mean.
"""

import numpy as np


def fill_inside(X, fold):
    return np.where(np.isnan(X), np.nanmedian(np.delete(X, fold, axis=0), axis=0), X)
