"""3: divides by the square.

You divide alpha by the square of the scale. Larger numbers mean a smaller coefficient, which a
penalty hardly feels: must alpha grow or shrink?
"""


def alpha_in_new_unit(alpha, scale):
    return alpha / scale**2
