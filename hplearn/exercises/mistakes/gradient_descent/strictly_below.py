"""2: goes on when the length equals the tolerance.

A length *at most* the tolerance is enough: what if it equals it?
"""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position, limit = start, 1000 * np.linalg.norm(objective(start)[1])
    for step in range(max_steps + 1):
        _, gradient = objective(position)
        length = np.linalg.norm(gradient)
        if length < tolerance or length > limit:
            return step, "diverged" if length > limit else "converged"
        position = position - learning_rate * gradient
    return max_steps, "budget"
