"""1: multiplies by the learning rate twice.

Your velocity holds the learning rate already, and the position multiplies by it again. Count how
often it stands in a step.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        v = momentum * v + learning_rate * gradient(path[-1])
        path.append(path[-1] - learning_rate * v)
    return np.array(path)
