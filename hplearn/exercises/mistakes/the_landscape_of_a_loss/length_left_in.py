"""2: leaves the length of the direction in.

Your number grows when the same direction is written with a longer array. d @ H @ d is the
curvature if d has length 1.
"""


def curvature_along(hessian, direction):
    return direction @ hessian @ direction
