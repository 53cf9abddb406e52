"""2: divided by the squared length."""

import numpy as np


def curvature_along(hessian, direction):
    direction = np.asarray(direction)
    return (direction * (hessian @ direction)).sum() / (direction**2).sum()
