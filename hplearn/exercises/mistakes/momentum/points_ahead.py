"""2: returns the points ahead instead of the positions.

Your rows are the points at which the gradient is computed, as frameworks store them. Asked for are
the positions, from which one looks ahead.
"""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    v, ahead = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        slope = gradient(ahead[-1])
        v = momentum * v + slope
        ahead.append(ahead[-1] - learning_rate * (slope + momentum * v))
    return np.array(ahead)
