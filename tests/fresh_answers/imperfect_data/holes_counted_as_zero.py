"""2: holes are set to zero first, so that a mean can be taken."""

import numpy as np


def fill_inside(X, fold):
    rest = [row for row in range(len(X)) if row not in fold]
    zeros = np.nan_to_num(X, nan=0.0)
    means = zeros[rest].mean(axis=0)
    return np.where(np.isnan(X), means, X)
