"""2: the holes get the mean of the training rows, one number."""

import numpy as np


def fill_inside(X, fold):
    train = np.delete(X, fold, axis=0)
    filled = X.copy()
    filled[np.isnan(filled)] = np.nanmean(train)
    return filled
