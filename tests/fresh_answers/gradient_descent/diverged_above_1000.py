"""2: a walk diverges once its gradient is longer than 1000."""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position = start.copy()
    for step in range(max_steps + 1):
        loss, gradient = objective(position)
        length = np.linalg.norm(gradient)
        if length <= tolerance:
            return step, "converged"
        if length > 1000:
            return step, "diverged"
        position = position - learning_rate * gradient
    return max_steps, "budget"
