"""2: divides the direction by its largest component.

You divide the direction by its largest component. That is its length only along an axis: what is
the length of [-3, 4]?
"""

import numpy as np


def curvature_along(hessian, direction):
    direction = direction / np.abs(direction).max()
    return direction @ hessian @ direction
