"""1: the corrected means take the place of the running ones."""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    position = start.copy()
    m = np.zeros_like(start)
    v = np.zeros_like(start)
    path = [position]
    for t in range(1, n_steps + 1):
        g = gradient(position)
        m = beta_1 * m + (1 - beta_1) * g
        v = beta_2 * v + (1 - beta_2) * g**2
        m = m / (1 - beta_1**t)
        v = v / (1 - beta_2**t)
        position = position - learning_rate * m / (np.sqrt(v) + epsilon)
        path.append(position)
    return np.array(path)
