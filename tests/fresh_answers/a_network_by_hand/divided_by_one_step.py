"""2: a slope is the difference of the losses divided by the step."""

import numpy as np


def central_difference(loss, params, step):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        up = np.array(params, dtype=float)
        down = np.array(params, dtype=float)
        up[i] += step
        down[i] -= step
        slopes[i] = (loss(up) - loss(down)) / step
    return slopes
