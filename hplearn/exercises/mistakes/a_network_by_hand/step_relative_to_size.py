"""2: takes larger steps for larger parameters.

Your step depends on the size of the parameter. Each parameter is moved by `step` itself, whatever
its value is.
"""

import numpy as np


def central_difference(loss, params, step):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        move = np.zeros(len(params))
        move[i] = step * abs(params[i])
        slopes[i] = (loss(params + move) - loss(params - move)) / (2 * move[i])
    return slopes
