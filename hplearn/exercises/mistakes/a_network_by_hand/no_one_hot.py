"""3: subtracts the number of the class.

You subtract the number of the true class from every probability. The truth is a row as long as the
probabilities: 1 at the true class, 0 elsewhere.
"""

import numpy as np


def backward(X, y, W1, b1, W2, b2):
    before = X @ W1 + b1
    hidden = np.maximum(before, 0)
    chances = np.exp(hidden @ W2 + b2)
    chances = chances / chances.sum(axis=1, keepdims=True)
    at_scores = (chances - y[:, None]) / len(y)
    at_sums = at_scores @ W2.T * (before > 0)
    return X.T @ at_sums, at_sums.sum(axis=0), hidden.T @ at_scores, at_scores.sum(axis=0)
