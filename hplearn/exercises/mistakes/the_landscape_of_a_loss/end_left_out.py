"""4: one place too few, or places at other distances.

The places have to include both ends, with n_points − 1 equal parts between them.
"""

import numpy as np


def barrier(loss, start, end, n_points):
    shares = np.arange(n_points) / n_points
    losses = [loss(start + share * (end - start)) for share in shares]
    return max(losses) - max(loss(start), loss(end))
