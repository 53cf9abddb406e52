"""4: keeps the whole slope of least squares or nothing.

Your slope is that of least squares, or zero. A slope that stays is made smaller, too: set the
derivative to zero with the penalty in it.
"""


def lasso_slope(x, y, alpha):
    dx, dy = x - x.mean(), y - y.mean()
    s, r = (dx * dx).sum(), (dx * dy).sum()
    return r / s if abs(r) > alpha / 2 else 0.0
