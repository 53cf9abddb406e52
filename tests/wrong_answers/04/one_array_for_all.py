"""04.1: changes one array in place and stores it again and again."""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    position = start.copy()
    path = [position]
    for _ in range(n_steps):
        position -= learning_rate * gradient(position)
        path.append(position)
    return np.array(path)
