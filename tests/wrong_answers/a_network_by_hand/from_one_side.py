"""2: a whole table of moved parameters, all moved upwards."""

import numpy as np


def central_difference(loss, params, step):
    moved = params + step * np.eye(params.size)
    return (np.array([loss(row) for row in moved]) - loss(params)) / step
