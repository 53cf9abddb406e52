"""3: changes alpha in proportion to the unit.

The evidence is a sum of squares: what does a factor on x make of it?
"""


def alpha_in_new_unit(alpha, scale):
    return alpha * scale
