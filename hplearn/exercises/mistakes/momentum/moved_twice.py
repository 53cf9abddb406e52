"""2: leaves the position where it looked ahead.

Looking ahead must not move the position: the step begins where the position was before.
"""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        ahead = path[-1] - learning_rate * momentum * v
        v = momentum * v + gradient(ahead)
        path.append(ahead - learning_rate * v)
    return np.array(path)
