"""2: NumPy moves all the parameters at once, so no loop is needed."""

import numpy as np


def central_difference(loss, params, step):
    slope = (loss(params + step) - loss(params - step)) / (2 * step)
    return np.full(params.shape, slope)
