"""4: steps first, and then takes a share off what is there."""


def adamw_step(weights, direction, learning_rate, weight_decay):
    moved = weights - learning_rate * direction
    return moved - learning_rate * weight_decay * moved
