"""1: first the position moves with the velocity, then the velocity is renewed."""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    path = np.zeros((n_steps + 1, len(start)))
    path[0] = start
    velocity = np.zeros(len(start))
    for step in range(n_steps):
        path[step + 1] = path[step] - learning_rate * velocity
        velocity = momentum * velocity + gradient(path[step])
    return path
