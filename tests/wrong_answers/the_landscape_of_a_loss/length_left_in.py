"""2: the second derivative along the direction, with einsum."""

import numpy as np


def curvature_along(hessian, direction):
    return float(np.einsum("i,ij,j", direction, hessian, direction))
