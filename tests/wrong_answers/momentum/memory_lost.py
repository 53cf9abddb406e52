"""1: the velocity is the gradient itself."""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    position, path = np.array(start), [start]
    for _ in range(n_steps):
        velocity = gradient(position)
        position = position - learning_rate * velocity
        path.append(position)
    return np.stack(path)
