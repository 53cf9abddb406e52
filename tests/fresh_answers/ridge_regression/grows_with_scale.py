"""3: the numbers are scale times as large, so alpha has to be as well."""


def alpha_in_new_unit(alpha, scale):
    return alpha * scale
