"""2: computes the gradient at the present position.

That is the heavy ball of 07.1. Here the gradient is computed at the point to which the old velocity
would carry the position.
"""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        v = momentum * v + gradient(path[-1])
        path.append(path[-1] - learning_rate * v)
    return np.array(path)
