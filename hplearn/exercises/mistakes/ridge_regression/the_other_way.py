"""3: divides by the square.

Larger numbers mean a smaller coefficient, which a penalty hardly feels: must alpha grow or
shrink?
"""


def alpha_in_new_unit(alpha, scale):
    return alpha / scale**2
