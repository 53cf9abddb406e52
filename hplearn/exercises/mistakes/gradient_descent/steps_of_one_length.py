"""1: takes the learning rate for the length of the step.

All your steps are equally long. The gradient says where to and how far: what should happen to the
step near the bottom, where the gradient is short?
"""

import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    path = [np.array(start, dtype=float)]
    for _ in range(n_steps):
        slope = gradient(path[-1])
        path.append(path[-1] - learning_rate * slope / max(np.linalg.norm(slope), 1e-300))
    return np.array(path)
