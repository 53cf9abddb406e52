"""4: weight by weight, in a list."""


def adamw_step(weights, direction, learning_rate, weight_decay):
    pairs = zip(weights, direction, strict=True)
    return [w - learning_rate * d - learning_rate * weight_decay * w for w, d in pairs]
