"""1: the velocity is a running mean, it keeps momentum of itself and adds the rest of the gradient."""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    position = start.copy()
    velocity = np.zeros_like(start)
    path = [position]
    for _ in range(n_steps):
        velocity = momentum * velocity + (1 - momentum) * gradient(position)
        position = position - learning_rate * velocity
        path.append(position)
    return np.array(path)
