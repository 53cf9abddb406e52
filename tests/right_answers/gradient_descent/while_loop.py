"""2: with a while loop, and a list for the pair."""

import numpy as np


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position, n_steps = np.array(start), 0
    first = np.linalg.norm(objective(position)[1])
    while True:
        gradient = objective(position)[1]
        size = np.sqrt(np.sum(gradient**2))
        if size <= tolerance:
            return [n_steps, "converged"]
        if size > 1000 * first:
            return [n_steps, "diverged"]
        if n_steps == max_steps:
            return [n_steps, "budget"]
        position = position - learning_rate * gradient
        n_steps += 1
