"""2: first carried on by the velocity, then corrected by the gradient found there."""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    path = np.tile(np.array(start, dtype=float), (n_steps + 1, 1))
    move = np.zeros(len(start))
    for t in range(n_steps):
        move = momentum * move
        move = move - learning_rate * gradient(path[t] + move)
        path[t + 1] = path[t] + move
    return path
