"""3: subtracts 1 in the columns of all true classes, from every row.

You take 1 off in every row, in the columns of all classes that occur, as `[:, y]` does. Each row
has a true class of its own.
"""

import numpy as np


def backward(X, y, W1, b1, W2, b2):
    before = X @ W1 + b1
    hidden = np.maximum(before, 0)
    p = np.exp(hidden @ W2 + b2)
    p = p / p.sum(axis=1, keepdims=True)
    p[:, y] -= 1
    p /= len(y)
    at_sums = (p @ W2.T) * (before > 0)
    return X.T @ at_sums, at_sums.sum(axis=0), hidden.T @ p, p.sum(axis=0)
