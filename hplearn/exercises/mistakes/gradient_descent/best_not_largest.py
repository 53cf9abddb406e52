"""3: reports the fastest rate.

That is the fastest rate, 2 divided by the sum of the smallest and the largest curvature. The
question asks for the edge.
"""

import numpy as np


def largest_safe_rate(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return 2 / (curvatures.min() + curvatures.max())
