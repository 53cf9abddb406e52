"""1: scales all parameters by the length of the gradient.

You divide every parameter's step by the same number. Adam's point is that each parameter has a
scale of its own.
"""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    path, m, v = [np.array(start)], np.zeros(len(start)), 0.0
    for t in range(1, n_steps + 1):
        g = gradient(path[-1])
        m = beta_1 * m + (1 - beta_1) * g
        v = beta_2 * v + (1 - beta_2) * g @ g
        root = np.sqrt(v / (1 - beta_2**t))
        path.append(path[-1] - learning_rate * m / (1 - beta_1**t) / (root + epsilon))
    return np.array(path)
