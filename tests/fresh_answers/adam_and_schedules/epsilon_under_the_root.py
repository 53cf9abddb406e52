"""1: epsilon keeps the root away from zero, so it is added under the root."""

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
        m_hat = m / (1 - beta_1**t)
        v_hat = v / (1 - beta_2**t)
        position = position - learning_rate * m_hat / np.sqrt(v_hat + epsilon)
        path.append(position)
    return np.array(path)
