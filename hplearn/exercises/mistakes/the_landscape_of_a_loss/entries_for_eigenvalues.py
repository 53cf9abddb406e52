"""3: looks at the signs of the entries.

A matrix whose entries are all positive may have a negative eigenvalue, and the other way round.
Look at the eigenvalues.
"""

import numpy as np


def kind_of(hessian):
    if np.all(hessian >= 0):
        return "minimum"
    return "maximum" if np.all(hessian <= 0) else "saddle"
