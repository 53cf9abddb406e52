"""1: takes a second mean of the sizes instead of the squares.

Your second moment is a mean of absolute values, without a square and a root. The root of a mean of
squares is another number than the mean of the sizes.
"""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    path, m, v = [np.array(start)], np.zeros(len(start)), np.zeros(len(start))
    for t in range(1, n_steps + 1):
        g = gradient(path[-1])
        m = beta_1 * m + (1 - beta_1) * g
        v = beta_2 * v + (1 - beta_2) * np.abs(g)
        size = v / (1 - beta_2**t)
        path.append(path[-1] - learning_rate * m / (1 - beta_1**t) / (size + epsilon))
    return np.array(path)
