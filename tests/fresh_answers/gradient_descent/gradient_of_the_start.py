"""1: the gradient tells the direction, so it is asked once, at the start."""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    slope = gradient(start)
    path = [start.copy()]
    for _ in range(n_steps):
        path.append(path[-1] - learning_rate * slope)
    return np.array(path)
