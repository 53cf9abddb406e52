"""1: adds epsilon under the root.

You add epsilon under the root, and the question adds it to the root. It matters where gradients are
small.
"""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    path, m, v = [np.array(start)], np.zeros(len(start)), np.zeros(len(start))
    for t in range(1, n_steps + 1):
        g = gradient(path[-1])
        m = beta_1 * m + (1 - beta_1) * g
        v = beta_2 * v + (1 - beta_2) * g**2
        m_hat = m / (1 - beta_1**t)
        v_hat = v / (1 - beta_2**t)
        path.append(path[-1] - learning_rate * m_hat / np.sqrt(v_hat + epsilon))
    return np.array(path)
