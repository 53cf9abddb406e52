"""3: the coefficient becomes smaller, its square even more, so alpha is divided by the squared scale."""


def alpha_in_new_unit(alpha, scale):
    return alpha / scale**2
