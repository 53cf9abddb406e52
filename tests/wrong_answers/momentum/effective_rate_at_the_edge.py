"""3: the effective rate must stay below the old limit."""

import numpy as np


def largest_safe_rate(curvatures, momentum):
    effective = 1 / (1 - momentum)
    return 2 / np.max(curvatures) / effective
