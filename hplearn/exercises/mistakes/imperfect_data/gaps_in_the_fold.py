"""2: leaves out the training rows that stand between two test rows.

Your training rows end at the first test row and go on behind the last one. The test rows need not
be neighbours: what becomes of the rows between them?
"""

import numpy as np


def fill_inside(X, fold):
    trains = np.ones(len(X), dtype=bool)
    trains[min(fold) : max(fold) + 1] = False
    means = [np.mean(column[trains & ~np.isnan(column)]) for column in X.T]
    return np.where(np.isnan(X), means, X)
