"""1: the gradient is taken where the velocity is about to carry us."""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    path = [np.array(start, dtype=float)]
    velocity = np.zeros(len(start))
    for _ in range(n_steps):
        ahead = path[-1] - learning_rate * momentum * velocity
        velocity = momentum * velocity + gradient(ahead)
        path.append(path[-1] - learning_rate * velocity)
    return np.array(path)
