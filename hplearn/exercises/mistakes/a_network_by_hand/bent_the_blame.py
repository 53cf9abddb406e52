"""3: cuts off negative gradients on the way back.

On the way back the sign of the gradient decides with you what passes a unit. Whether a unit lets it
pass was settled on the way forward, by the sum that entered the ReLU.
"""

import numpy as np


def backward(X, y, W1, b1, W2, b2):
    hidden = np.maximum(X @ W1 + b1, 0)
    scores = hidden @ W2 + b2
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    d_scores = (p - np.eye(len(b2))[y]) / len(y)
    d_before = np.maximum(d_scores @ W2.T, 0)
    return X.T @ d_before, d_before.sum(axis=0), hidden.T @ d_scores, d_scores.sum(axis=0)


def sign(arguments, outcome):
    X, y, W1, b1, W2, b2 = arguments
    before = X @ W1 + b1
    scores = np.maximum(before, 0) @ W2 + b2
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    back = (p - np.eye(len(b2))[y]) / len(y) @ W2.T
    cut = np.maximum(back, 0)
    right, once, twice = (
        slope.sum(axis=0) for slope in (back * (before > 0), cut, cut * (before > 0))
    )
    found = outcome.value[1]
    others = right, back.sum(axis=0)  # as they ought to be, and without a mask
    is_other = any(np.allclose(found, other) for other in others)
    return not is_other and (np.allclose(found, once) or np.allclose(found, twice))
