"""1: adds the step, row by row of an array that was there before."""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    path = np.zeros((n_steps + 1, len(start)))
    path[0] = start
    for k in range(n_steps):
        path[k + 1] = path[k] + learning_rate * gradient(path[k])
    return path
