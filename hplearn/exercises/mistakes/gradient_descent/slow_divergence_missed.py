"""2: does not notice a gradient that grows step by step.

Your walk goes on where the gradient grows a little with each step. At some step it is a thousand
times as long as at the start, though not as one step before: which two lengths do you compare?
"""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position, before = start, np.inf
    for step in range(max_steps + 1):
        _, gradient = objective(position)
        length = np.linalg.norm(gradient)
        if length <= tolerance:
            return step, "converged"
        if length > 1000 * before:
            return step, "diverged"
        position, before = position - learning_rate * gradient, length
    return max_steps, "budget"
