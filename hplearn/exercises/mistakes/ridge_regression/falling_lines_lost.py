"""4: knows rising lines only.

Your function gives a line that falls the slope zero. The penalty shrinks the size of a slope,
whatever its sign.
"""


def lasso_slope(x, y, alpha):
    dx, dy = x - x.mean(), y - y.mean()
    s, r = (dx * dx).sum(), (dx * dy).sum()
    return max(r - alpha / 2, 0) / s
