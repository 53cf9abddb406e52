"""4: measures from the lower end.

You measure from the lower of the two ends. Whoever comes from there has to climb to the other end
anyway: a barrier is what lies above the higher one.
"""

import numpy as np


def barrier(loss, start, end, n_points):
    losses = [loss(start + share * (end - start)) for share in np.linspace(0, 1, n_points)]
    return max(losses) - min(losses[0], losses[-1])
