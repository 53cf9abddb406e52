"""2: moves up and down in one array.

Both your losses are taken at one place, as after `up = params`, a second name of the same array:
moving down then takes back what moving up did. Copy it: `up = params.copy()`.
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
