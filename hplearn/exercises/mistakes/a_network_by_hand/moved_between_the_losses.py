"""2: moves the same array up for one loss and back for the other.

`up` and `down` are two names of one array. Moving down undoes the move up, so that your second loss
is the one at the start, and the slope comes out half as steep. Copy it: `down = params.copy()`.
"""

import numpy as np


def central_difference(loss, params, step):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        up = params
        up[i] += step
        above = loss(up)
        down = params
        down[i] -= step
        slopes[i] = (above - loss(down)) / (2 * step)
    return slopes
