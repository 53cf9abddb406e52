"""2: the correction divides by 1 - beta, without the power."""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    position = np.array(start, dtype=float)
    first, second = 0 * position, 0 * position
    path = [position]
    for _ in range(n_steps):
        g = gradient(position)
        first = beta_1 * first + (1 - beta_1) * g
        second = beta_2 * second + (1 - beta_2) * g**2
        up = first / (1 - beta_1)
        root = np.sqrt(second / (1 - beta_2))
        position = position - learning_rate * up / (root + epsilon)
        path.append(position)
    return np.array(path)
