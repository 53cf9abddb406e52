"""1: changes one array in place and stores it again and again.

Every row of your path is one array, as where `-=` changes the start itself. Make a new array at
each step.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        v = momentum * v + gradient(start)
        start -= learning_rate * v
        path.append(start)
    return np.array(path)
