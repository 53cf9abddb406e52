"""2: moves ahead by the velocity without the learning rate.

Look at the point ahead, where you ask for the gradient. The velocity is a sum of gradients: how far
does it carry the position in one step?
"""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        v = momentum * v + gradient(path[-1] - momentum * v)
        path.append(path[-1] - learning_rate * v)
    return np.array(path)
