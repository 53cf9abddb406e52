"""4: leaves the decay out.

That is Adam's own step. Where does the decay come in?
"""


def adamw_step(weights, direction, learning_rate, weight_decay):
    return weights - learning_rate * direction
