"""1: the gradient is computed once, at the start, and every step uses it."""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    slope = gradient(start)
    path = np.zeros((n_steps + 1, len(start)))
    path[0] = start
    for step in range(n_steps):
        path[step + 1] = path[step] - learning_rate * slope
    return path
