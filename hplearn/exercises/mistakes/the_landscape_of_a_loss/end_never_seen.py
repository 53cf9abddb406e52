"""4: takes its last place for the end.

You never look at the end itself: your last place lies one part before it. Count the equal parts
that lie between n_points places, both ends among them.
"""

import numpy as np


def barrier(loss, start, end, n_points):
    shares = np.arange(n_points) / n_points
    losses = [loss(start + share * (end - start)) for share in shares]
    return max(losses) - max(losses[0], losses[-1])
