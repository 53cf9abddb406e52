"""3: reports 1/L.

That rate is safe, but twice as much still is: up to where does the factor of the steepest
direction stay above −1?
"""

import numpy as np


def largest_safe_rate(hessian):
    return 1 / np.linalg.eigvalsh(hessian).max()
