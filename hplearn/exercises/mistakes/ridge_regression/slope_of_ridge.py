"""4: gives the slope of ridge.

You penalise the square of the slope. Asked for is a penalty on its absolute value.
"""


def lasso_slope(x, y, alpha):
    dx, dy = x - x.mean(), y - y.mean()
    s, r = (dx * dx).sum(), (dx * dy).sum()
    return r / (s + alpha)
