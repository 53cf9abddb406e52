"""3: follows the rule of the determinant, beyond two weights.

With two weights a positive determinant means two curvatures of one sign. With more weights it does
not: look at the sign of each eigenvalue.
"""

import numpy as np


def kind_of(hessian):
    if np.linalg.det(hessian) < 0:
        return "saddle"
    return "minimum" if hessian[0, 0] > 0 else "maximum"
