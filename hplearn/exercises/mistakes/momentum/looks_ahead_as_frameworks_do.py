"""1: steps by the velocity that the next step would have.

That is Nesterov's rule in the form that frameworks use, gradient plus momentum times velocity. Here
the step is the learning rate times the velocity alone.
"""

import numpy as np


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    v, path = np.zeros(len(start)), [start]
    for _ in range(n_steps):
        slope = gradient(path[-1])
        v = momentum * v + slope
        path.append(path[-1] - learning_rate * (slope + momentum * v))
    return np.array(path)
