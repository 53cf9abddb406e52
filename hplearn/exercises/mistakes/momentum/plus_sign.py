"""1: walks uphill.

Your walk climbs: the position moves *against* the velocity.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        v = momentum * v + gradient(path[-1])
        path.append(path[-1] + learning_rate * v)
    return np.array(path)
