"""3: lets the flattest direction set the limit.

You take the smallest curvature. The flat direction allows long steps: which one diverges first?
"""

import numpy as np


def largest_safe_rate(hessian):
    return 2 / np.linalg.eigvalsh(hessian)[0]
