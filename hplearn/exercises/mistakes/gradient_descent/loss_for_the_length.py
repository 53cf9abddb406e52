"""2: measures the loss instead of the gradient.

You compare the loss with the tolerance and the limit. The question asks for the length of
another thing: read once more of which.
"""


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position, first = start, objective(start)[0]
    for step in range(max_steps + 1):
        loss, gradient = objective(position)
        if loss <= tolerance:
            return step, "converged"
        if loss > 1000 * first:
            return step, "diverged"
        position = position - learning_rate * gradient
    return max_steps, "budget"
