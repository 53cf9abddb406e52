"""2: looks in the direction from which the velocity came.

The position moves *against* the velocity, so the point ahead lies there, too.
"""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        v = momentum * v + gradient(path[-1] + learning_rate * momentum * v)
        path.append(path[-1] - learning_rate * v)
    return np.array(path)
