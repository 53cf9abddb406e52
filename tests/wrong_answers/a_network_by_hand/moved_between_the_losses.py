"""2: up = params is a copy; each loss is computed right after its move."""

import numpy as np


def central_difference(loss, params, step):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        up = params
        up[i] += step
        loss_up = loss(up)
        down = params
        down[i] -= step
        loss_down = loss(down)
        slopes[i] = (loss_up - loss_down) / (2 * step)
    return slopes
