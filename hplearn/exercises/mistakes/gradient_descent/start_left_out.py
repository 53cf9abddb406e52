"""1: keeps what comes after each step only.

The path begins with the start itself, before any step: n_steps + 1 rows.
"""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    position, path = start, []
    for _ in range(n_steps):
        position = position - learning_rate * gradient(position)
        path.append(position)
    return np.array(path).reshape(n_steps, len(start))
