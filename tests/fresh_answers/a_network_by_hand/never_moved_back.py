"""2: one copy will do: each parameter goes up, then down, and on to the next one."""

import numpy as np


def central_difference(loss, params, step):
    moved = np.array(params, dtype=float)
    slopes = []
    for i in range(len(moved)):
        moved[i] += step
        up = loss(moved)
        moved[i] -= 2 * step
        down = loss(moved)
        slopes.append((up - down) / (2 * step))
    return np.array(slopes)
