"""4: goes on past zero.

A large penalty turns your slope round. On the other side of zero the penalty pushes the other way.
"""

import numpy as np


def lasso_slope(x, y, alpha):
    dx, dy = x - x.mean(), y - y.mean()
    s, r = (dx * dx).sum(), (dx * dy).sum()
    return (r - np.sign(r) * alpha / 2) / s
