"""3: a mask from the forward pass, and a ReLU on the way back as well."""

import numpy as np


def backward(X, y, W1, b1, W2, b2):
    before = X @ W1 + b1
    hidden = np.maximum(before, 0)
    chances = np.exp(hidden @ W2 + b2)
    chances = chances / chances.sum(axis=1, keepdims=True)
    chances[np.arange(len(y)), y] -= 1
    chances /= len(y)
    back = (chances @ W2.T).clip(min=0) * (hidden > 0)
    return X.T @ back, back.sum(axis=0), hidden.T @ chances, chances.sum(axis=0)
