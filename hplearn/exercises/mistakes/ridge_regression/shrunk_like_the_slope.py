"""3: divides by the unit, as the slope does.

The slope is divided by the scale. The penalty weighs its square against errors that stay as they
were: how much smaller is that square?
"""


def alpha_in_new_unit(alpha, scale):
    return alpha / scale
