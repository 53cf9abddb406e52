"""2: stops when the loss changes little.

You stop when the loss changes little. It may change little far from the bottom: measure the
length of the gradient.
"""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position = start
    before, first = objective(start)
    for step in range(max_steps + 1):
        loss, gradient = objective(position)
        if step > 0 and abs(loss - before) <= tolerance:
            return step, "converged"
        if np.linalg.norm(gradient) > 1000 * np.linalg.norm(first):
            return step, "diverged"
        before = loss
        position = position - learning_rate * gradient
    return max_steps, "budget"
