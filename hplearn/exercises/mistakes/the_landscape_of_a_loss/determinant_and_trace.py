"""3: asks the determinant, then the trace.

Determinant and trace tell the kinds apart for two parameters only. The determinant is the product
of all curvatures: which sign has it if one of them, two or three are negative?
"""

import numpy as np


def kind_of(hessian):
    if np.linalg.det(hessian) > 0:
        return "minimum" if np.trace(hessian) > 0 else "maximum"
    return "saddle"
