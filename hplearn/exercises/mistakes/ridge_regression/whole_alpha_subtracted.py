"""4: takes off twice as much as the penalty asks for.

The derivative of the squared errors has a factor of 2, and that of the penalty has none.
"""

import numpy as np


def lasso_slope(x, y, alpha):
    dx, dy = x - x.mean(), y - y.mean()
    s, r = (dx * dx).sum(), (dx * dy).sum()
    return np.sign(r) * max(abs(r) - alpha, 0) / s
