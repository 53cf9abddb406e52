"""4: takes alpha, divided by the number of rows, off the slope.

You divide alpha by the number of rows, or by twice that. Set the derivative to zero: by what is the
slope multiplied there, and so by what is alpha divided?
"""

import numpy as np


def lasso_slope(x, y, alpha):
    dx, dy = x - x.mean(), y - y.mean()
    slope = (dx * dy).sum() / (dx * dx).sum()
    return np.sign(slope) * max(abs(slope) - alpha / len(x) / 2, 0)


def sign(arguments, outcome):
    x, y, alpha = arguments
    found = (lasso_slope(x, y, taken_off) for taken_off in (alpha, 2 * alpha))
    return outcome.value != 0 and any(np.isclose(outcome.value, slope) for slope in found)
