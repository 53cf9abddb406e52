"""4: takes alpha off the slope itself.

You take the penalty off the slope, without regard to how much x strays. Set the derivative to zero,
and divide the whole of what stands there.
"""

import numpy as np


def lasso_slope(x, y, alpha):
    dx, dy = x - x.mean(), y - y.mean()
    slope = (dx * dy).sum() / (dx * dx).sum()
    return np.sign(slope) * max(abs(slope) - alpha / 2, 0)


def sign(arguments, outcome):
    x, y, alpha = arguments
    found = (lasso_slope(x, y, taken_off) for taken_off in (alpha, 2 * alpha))
    return outcome.value != 0 and any(np.isclose(outcome.value, slope) for slope in found)
