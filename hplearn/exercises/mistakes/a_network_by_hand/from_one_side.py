"""2: compares with the place itself, not with the other side.

You measure from one side only. The error then shrinks as the step does; from both sides it shrinks
as the square of the step.
"""

import numpy as np


def central_difference(loss, params, step):
    here, slopes = loss(params), []
    for i in range(len(params)):
        moved = params.copy()
        moved[i] += step
        slopes.append((loss(moved) - here) / step)
    return np.array(slopes)
