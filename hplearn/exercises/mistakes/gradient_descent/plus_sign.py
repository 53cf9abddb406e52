"""1: walks uphill.

Your walk climbs. The gradient points uphill: which way do you want to go?
"""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    path = [start]
    for _ in range(n_steps):
        path.append(path[-1] + learning_rate * gradient(path[-1]))
    return np.array(path)
