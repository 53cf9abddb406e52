"""2: a gradient longer than 1000 means that the walk diverges."""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position = np.array(start, dtype=float)
    steps = 0
    while True:
        length = np.linalg.norm(objective(position)[1])
        if length <= tolerance:
            return steps, "converged"
        if length > 1000:
            return steps, "diverged"
        if steps == max_steps:
            return steps, "budget"
        position = position - learning_rate * objective(position)[1]
        steps += 1
