"""4: takes off the share weight_decay, without the learning rate.

The share that is taken off is the product of learning rate and decay.
"""


def adamw_step(weights, direction, learning_rate, weight_decay):
    return (1 - weight_decay) * weights - learning_rate * direction
