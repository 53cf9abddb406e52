"""4: divides the line into one part too many.

Your places end one part before the end of the line. Count the equal parts that lie between
n_points places, both ends among them.
"""

import numpy as np


def barrier(loss, start, end, n_points):
    shares = np.arange(n_points) / n_points
    losses = [loss(start + share * (end - start)) for share in shares]
    return max(losses) - max(loss(start), loss(end))
