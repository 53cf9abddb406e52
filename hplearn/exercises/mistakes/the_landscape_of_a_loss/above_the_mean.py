"""4: measures from the mean of both ends.

You measure from the mean of the two ends. That is another usual definition, and the question asks
for the height above the worse end.
"""

import numpy as np


def barrier(loss, start, end, n_points):
    losses = [loss(start + share * (end - start)) for share in np.linspace(0, 1, n_points)]
    return max(losses) - (losses[0] + losses[-1]) / 2
