"""3: the coefficient falls by the scale and is squared, so the penalty falls by its square."""


def alpha_in_new_unit(alpha, scale):
    return alpha / scale**2
