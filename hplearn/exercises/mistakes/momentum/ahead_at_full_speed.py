"""2: looks ahead by the whole of the old velocity.

Your point ahead lies a whole step of the old velocity away. Only a part of that velocity is kept:
how much of it leads to the point ahead?
"""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        v = momentum * v + gradient(path[-1] - learning_rate * v)
        path.append(path[-1] - learning_rate * v)
    return np.array(path)
