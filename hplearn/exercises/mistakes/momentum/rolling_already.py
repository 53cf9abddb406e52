"""1: begins with the first gradient as the velocity.

Your velocity at the start is the first gradient, which the first step then adds once more. Read
once more how fast the walk is at the start.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    v, path = gradient(start), [start]
    for _ in range(n_steps):
        v = momentum * v + gradient(path[-1])
        path.append(path[-1] - learning_rate * v)
    return np.array(path)
