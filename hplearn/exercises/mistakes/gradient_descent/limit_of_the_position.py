"""2: compares with the length of the starting position.

Your limit for diverging is set by where the walk starts. Set it by how long the gradient is there.
"""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position = start
    for step in range(max_steps + 1):
        _, gradient = objective(position)
        length = np.linalg.norm(gradient)
        if length <= tolerance:
            return step, "converged"
        if length > 1000 * np.linalg.norm(start):
            return step, "diverged"
        position = position - learning_rate * gradient
    return max_steps, "budget"
