"""1: asks for the gradient once, at the start.

Every step of yours has the gradient of the start. It changes as you walk: ask for it at the present
position.
"""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    slope = gradient(start)
    return np.array([start - step * learning_rate * slope for step in range(n_steps + 1)])
