"""3: the rate is 2 over the sum of the smallest and the largest curvature."""

import numpy as np


def largest_safe_rate(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return 2 / (curvatures.min() + curvatures.max())
