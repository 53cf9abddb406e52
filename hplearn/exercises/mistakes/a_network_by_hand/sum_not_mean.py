"""3: gives the slopes of the sum of losses.

Your slopes grow with the number of rows. The loss is a mean.
"""

import numpy as np


def backward(X, y, W1, b1, W2, b2):
    before = X @ W1 + b1
    hidden = np.maximum(before, 0)
    scores = hidden @ W2 + b2
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    d_hidden = p @ W2.T
    d_before = d_hidden * (before > 0)
    return X.T @ d_before, d_before.sum(axis=0), hidden.T @ p, p.sum(axis=0)
