"""1: np.polyfit with every row."""

import numpy as np


def column_errors(X, y, fold):
    found = []
    for j in range(X.shape[1]):
        line = np.polyfit(X[:, j], y, 1)
        found.append(np.mean(np.abs(y[fold] - np.polyval(line, X[fold, j]))))
    return np.array(found)
