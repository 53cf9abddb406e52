"""2: after the last step the budget is used up, whatever the gradient."""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position = start.copy()
    first = np.linalg.norm(objective(position)[1])
    for step in range(max_steps):
        loss, gradient = objective(position)
        length = np.linalg.norm(gradient)
        if length <= tolerance:
            return step, "converged"
        if length > 1000 * first:
            return step, "diverged"
        position = position - learning_rate * gradient
    return max_steps, "budget"
