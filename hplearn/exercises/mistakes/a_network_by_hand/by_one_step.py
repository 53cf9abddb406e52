"""2: divides by one step instead of two.

Your two places lie one step below and one step above. Count the steps from the one to the other.
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
