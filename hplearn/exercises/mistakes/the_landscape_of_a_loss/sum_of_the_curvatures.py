"""3: looks at the sum of the curvatures.

You ask for the sign of the sum of all curvatures, which is also the trace. A large positive one can
hide a negative one: look at each of them.
"""

import numpy as np


def kind_of(hessian):
    return "minimum" if np.trace(hessian) > 0 else "maximum"
