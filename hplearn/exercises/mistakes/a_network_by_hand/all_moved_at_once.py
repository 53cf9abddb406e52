"""2: moves all parameters at once.

Each of your numbers is the slope along the diagonal, as if all parameters moved together. How does
the loss change if one of them moves alone?
"""

import numpy as np


def central_difference(loss, params, step):
    slope = (loss(params + step) - loss(params - step)) / (2 * step)
    return np.full(len(params), slope)
