"""2: divides by one step instead of two.

Each of your numbers is twice the slope. One place lies a step below and one a step above: count the
steps from the one to the other.
"""

import numpy as np


def central_difference(loss, params, step):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        up, down = params.copy(), params.copy()
        up[i] += step
        down[i] -= step
        slopes[i] = (loss(up) - loss(down)) / step
    return slopes
