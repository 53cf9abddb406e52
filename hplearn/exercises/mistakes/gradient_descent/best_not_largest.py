"""3: reports the fastest rate.

That is the fastest rate, 2/(L + μ). The question asks for the edge.
"""

import numpy as np


def largest_safe_rate(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return 2 / (curvatures.min() + curvatures.max())
