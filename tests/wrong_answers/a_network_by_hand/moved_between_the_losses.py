"""2: there and back: up, the loss, down, the loss."""

import numpy as np


def central_difference(loss, params, step):
    slope = []
    for at, _ in enumerate(params):
        params[at] = params[at] + step
        there = loss(params)
        params[at] = params[at] - step
        slope.append((there - loss(params)) / (step + step))
    return np.array(slope)
