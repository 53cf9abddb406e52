"""1: changes one array in place and stores it after each step.

From its second row on, every row of your path is the last position, as where `-=` changes one array
that is stored again and again. Make a new array at each step.
"""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    position, path = start.copy(), [start]
    for _ in range(n_steps):
        position -= learning_rate * gradient(position)
        path.append(position)
    return np.array(path)
