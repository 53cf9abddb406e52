"""2: measures how much the gradient changes.

H @ d is the change of the whole gradient. The curvature is the part of it that points along the
direction, with its sign.
"""

import numpy as np


def curvature_along(hessian, direction):
    return np.linalg.norm(hessian @ direction) / np.linalg.norm(direction)
