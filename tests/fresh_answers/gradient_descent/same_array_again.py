"""1: `-=` moves the position, and appending it keeps where it was."""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    position = start
    path = [position]
    for _ in range(n_steps):
        position -= learning_rate * gradient(position)
        path.append(position)
    return np.array(path)
