"""2: moves up and down in one array.

`up = params` is a second name of the same array, so moving down takes back what moving up did. Copy
it: `up = params.copy()`.
"""

import numpy as np


def central_difference(loss, params, step):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        up = down = params
        up[i] += step
        down[i] -= step
        slopes[i] = (loss(up) - loss(down)) / (2 * step)
    return slopes
