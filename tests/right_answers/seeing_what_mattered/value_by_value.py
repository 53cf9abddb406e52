"""3: one value after another, with take and unravel_index."""

import numpy as np


def best_of_rest(first, second, axis):
    judged = []
    for value in range(first.shape[axis]):
        chooses, judges = first.take(value, axis=axis), second.take(value, axis=axis)
        judged.append(judges[np.unravel_index(np.argmin(chooses), chooses.shape)])
    return judged
