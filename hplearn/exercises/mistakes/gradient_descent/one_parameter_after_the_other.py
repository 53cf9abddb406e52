"""1: moves one parameter after the other.

You ask for the gradient again after each parameter has moved. A step moves all parameters at once,
by the gradient of one position.
"""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    path = [np.array(start, dtype=float)]
    for _ in range(n_steps):
        position = path[-1].copy()
        for i in range(len(position)):
            position[i] -= learning_rate * gradient(position)[i]
        path.append(position)
    return np.array(path)
