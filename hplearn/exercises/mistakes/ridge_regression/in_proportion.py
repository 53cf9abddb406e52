"""3: changes alpha in proportion to the unit.

In the slope of ridge, alpha is added to the column's sum of squares: what does a factor on the
column make of that sum?
"""


def alpha_in_new_unit(alpha, scale):
    return alpha * scale
