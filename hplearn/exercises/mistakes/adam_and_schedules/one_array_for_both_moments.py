"""1: keeps both moments in one array.

Both your moments are one array, as after `m = v = …`, which gives it two names, while `*=` and `+=`
change it in place. Make an array for each of them.
"""

import numpy as np


def adam(gradient, start, learning_rate, beta_1, beta_2, epsilon, n_steps):
    path = [np.array(start)]
    m = v = np.zeros(len(start))
    for t in range(1, n_steps + 1):
        g = gradient(path[-1])
        m *= beta_1
        m += (1 - beta_1) * g
        v *= beta_2
        v += (1 - beta_2) * g**2
        root = np.sqrt(v / (1 - beta_2**t))
        path.append(path[-1] - learning_rate * m / (1 - beta_1**t) / (root + epsilon))
    return np.array(path)
