"""1: keeps a running mean of the slopes instead of their sum.

You add only a part of the gradient. Here the velocity adds the whole of it; with the part, the
same learning rate means shorter steps.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    path, v = [start], np.zeros(len(start))
    for _ in range(n_steps):
        v = momentum * v + (1 - momentum) * gradient(path[-1])
        path.append(path[-1] - learning_rate * v)
    return np.array(path)
