"""2: makes the gradient ahead of two other gradients.

Your gradient ahead is made of the gradients at two other places. That is right only where the
gradient is a multiple of the position, as in the example. Which place should `gradient` be asked
about?
"""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    path, velocity = [start], np.zeros(len(start))
    for _ in range(n_steps):
        jump = velocity * momentum * learning_rate
        velocity = momentum * velocity + (gradient(path[-1]) - gradient(jump))
        path.append(path[-1] - learning_rate * velocity)
    return np.array(path)
