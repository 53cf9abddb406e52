"""2: moves up for one loss, and for the other only back to the start.

Your second loss is the one at the start, as where moving down only undoes the move up, and the
slope comes out half as steep. Begin both moves from `params` itself, each with a copy of its own.
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
