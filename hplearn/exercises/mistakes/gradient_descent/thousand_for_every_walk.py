"""2: takes every gradient longer than 1000 for diverged.

Your limit is 1000 for every walk. Read once more what the length is compared with.
"""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position = start
    for step in range(max_steps + 1):
        _, gradient = objective(position)
        length = np.linalg.norm(gradient)
        if length <= tolerance or length > 1000:
            return step, "diverged" if length > 1000 else "converged"
        position = position - learning_rate * gradient
    return max_steps, "budget"
