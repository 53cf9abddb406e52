"""3: looks at the diagonal alone.

The diagonal has the curvatures along the axes. Between the axes there may be others: look at the
eigenvalues.
"""

import numpy as np


def kind_of(hessian):
    along_axes = np.diag(hessian)
    if (along_axes > 0).all():
        return "minimum"
    return "maximum" if (along_axes < 0).all() else "saddle"
