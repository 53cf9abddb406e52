"""2: the gradient is taken before the position is moved ahead."""

import numpy as np


def nesterov(gradient, start, learning_rate, momentum, n_steps):
    position, velocity = np.array(start, dtype=float), np.zeros(len(start))
    rows = [position]
    for _ in range(n_steps):
        slope = gradient(position)
        velocity = momentum * velocity + slope
        position = position - learning_rate * velocity
        rows.append(position)
    return np.vstack(rows)
