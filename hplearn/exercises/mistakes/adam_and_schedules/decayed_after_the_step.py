"""4: shrinks the weights after the step.

You shrink the step, too. The share is taken off the weights as they were before it.
"""


def adamw_step(weights, direction, learning_rate, weight_decay):
    return (1 - learning_rate * weight_decay) * (weights - learning_rate * direction)
