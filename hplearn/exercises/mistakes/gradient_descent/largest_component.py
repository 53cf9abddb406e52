"""2: takes the largest component of the gradient for its length.

Your length of the gradient is the size of its largest component. The length is the root of the sum
of all squares.
"""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position, first = start, np.abs(objective(start)[1]).max()
    for step in range(max_steps + 1):
        gradient = objective(position)[1]
        length = np.abs(gradient).max()
        if length <= tolerance:
            return step, "converged"
        if length > 1000 * first:
            return step, "diverged"
        position = position - learning_rate * gradient
    return max_steps, "budget"
