"""3: numbers that are scale times as large need a penalty that is scale times as large."""


def alpha_in_new_unit(alpha, scale):
    return alpha * scale
