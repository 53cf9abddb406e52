"""07.3: divides by the square."""


def alpha_in_new_unit(alpha, scale):
    return alpha / scale**2
