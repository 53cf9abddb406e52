"""2: weights times losses, and the prior mean on top."""

import numpy as np


def posterior_mean(K, k, losses, prior):
    weights = np.linalg.inv(K) @ losses
    return np.array([prior + float(np.dot(row, weights)) for row in k])
