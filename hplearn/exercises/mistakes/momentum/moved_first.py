"""1: moves before the velocity knows the gradient.

Your first step goes nowhere, because you move first and renew the velocity afterwards.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        path.append(path[-1] - learning_rate * v)
        v = momentum * v + gradient(path[-2])
    return np.array(path)


def sign(arguments, outcome):
    path = np.asarray(outcome.value, dtype=float)
    return len(path) > 2 and np.all(path[1] == path[0]) and np.any(path != path[0])
