"""4: lets the weights grow.

Your decay pushes the weights away from zero. Which sign takes them towards it?
"""


def adamw_step(weights, direction, learning_rate, weight_decay):
    return weights - learning_rate * (direction - weight_decay * weights)
