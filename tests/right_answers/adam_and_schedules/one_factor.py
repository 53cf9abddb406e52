"""1: both corrections folded into one factor, as in the paper's section 2."""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    x, m, v = np.array(start, dtype=float), 0.0, 0.0
    path, t = [x.copy()], 0
    while t < n_steps:
        t += 1
        g = gradient(x)
        m, v = beta_1 * m + (1 - beta_1) * g, beta_2 * v + (1 - beta_2) * g * g
        root = np.sqrt(1 - beta_2**t)
        rate = learning_rate * root / (1 - beta_1**t)
        x = x - rate * m / (np.sqrt(v) + epsilon * root)
        path.append(x)
    return path
