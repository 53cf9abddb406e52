"""2: moves all parameters at once.

You move all parameters together, so you measure the slope along the diagonal. How does the loss
change if one of them moves alone?
"""

import numpy as np


def central_difference(loss, params, step):
    slope = (loss(params + step) - loss(params - step)) / (2 * step)
    return np.full(len(params), slope)
