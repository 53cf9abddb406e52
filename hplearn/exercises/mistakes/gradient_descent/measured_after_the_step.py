"""2: looks at the gradient before the step, and counts the step all the same.

You count one step too many when it converges: look at the gradient before you take the step,
also at the start.
"""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position = start
    limit = 1000 * np.linalg.norm(objective(start)[1])
    for step in range(max_steps + 1):
        _, gradient = objective(position)
        position = position - learning_rate * gradient
        if np.linalg.norm(gradient) <= tolerance:
            return step + 1, "converged"
        if np.linalg.norm(gradient) > limit:
            return step, "diverged"
    return max_steps, "budget"


def sign(arguments, outcome):
    *walk, tolerance, max_steps = arguments
    nearly = steps_until(*walk, 0.999 * tolerance, max_steps)  # another where a length equals it
    return outcome.value == nearly and nearly[1] == "converged" and nearly[0] > 1
