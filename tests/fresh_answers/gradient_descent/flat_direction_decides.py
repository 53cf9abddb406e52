"""3: the eigenvalues come sorted, and the first one is the largest."""

import numpy as np


def largest_safe_rate(hessian):
    curvatures = np.linalg.eigvalsh(hessian)
    return 2 / curvatures[0]
