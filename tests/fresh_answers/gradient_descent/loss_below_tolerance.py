"""2: a walk has converged when its loss is at most the tolerance."""


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    position = start.copy()
    start_loss, _ = objective(start)
    for step in range(max_steps + 1):
        loss, gradient = objective(position)
        if loss <= tolerance:
            return step, "converged"
        if loss > 1000 * start_loss:
            return step, "diverged"
        if step < max_steps:
            position = position - learning_rate * gradient
    return max_steps, "budget"
