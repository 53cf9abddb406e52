"""1: one moves with the velocity one has, and then renews it with the new gradient."""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    position = start.copy()
    velocity = np.zeros_like(start)
    path = [position]
    for _ in range(n_steps):
        position = position - learning_rate * velocity
        velocity = momentum * velocity + gradient(position)
        path.append(position)
    return np.array(path)
