"""1: lets the first step continue a move from zero to the start.

Your first step adds a part of the move from zero to the start, and nobody made that move. Look at
what stands for the position before the start.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    path, before = [start], np.zeros(len(start))
    for _ in range(n_steps):
        here = path[-1]
        path.append(here - learning_rate * gradient(here) + momentum * (here - before))
        before = here
    return np.array(path)
