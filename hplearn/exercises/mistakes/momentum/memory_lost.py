"""1: starts the velocity anew at each step.

Your walk is plain gradient descent: no step knows the last velocity. Keep it from step to step.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    path = [start]
    for _ in range(n_steps):
        v = np.zeros(len(start))
        v = momentum * v + gradient(path[-1])
        path.append(path[-1] - learning_rate * v)
    return np.array(path)
