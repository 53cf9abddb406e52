"""2: divides by the length once.

The direction stands twice in d @ H @ d, so its length has to be taken out twice.
"""

import numpy as np


def curvature_along(hessian, direction):
    return direction @ hessian @ direction / np.linalg.norm(direction)
