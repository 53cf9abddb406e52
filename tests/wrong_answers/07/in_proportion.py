"""07.3: in proportion to the unit."""


def alpha_in_new_unit(alpha, scale):
    return alpha * scale
