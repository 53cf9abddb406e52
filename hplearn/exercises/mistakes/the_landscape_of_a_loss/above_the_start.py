"""4: measures from the start.

You measure from the loss at the start. If the other end is higher, the barrier is measured from
there.
"""

import numpy as np


def barrier(loss, start, end, n_points):
    losses = [loss(start + share * (end - start)) for share in np.linspace(0, 1, n_points)]
    return max(losses) - losses[0]
