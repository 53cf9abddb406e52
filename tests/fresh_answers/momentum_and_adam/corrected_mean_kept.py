"""2: the mean is corrected in place, and the corrected one is carried on."""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    position = np.array(start, dtype=float)
    mean = np.zeros_like(position)
    square = np.zeros_like(position)
    path = [position]
    for t in range(1, n_steps + 1):
        g = gradient(position)
        mean = beta_1 * mean + (1 - beta_1) * g
        square = beta_2 * square + (1 - beta_2) * g**2
        mean = mean / (1 - beta_1**t)
        square = square / (1 - beta_2**t)
        position = position - learning_rate * mean / (np.sqrt(square) + epsilon)
        path.append(position)
    return np.array(path)
