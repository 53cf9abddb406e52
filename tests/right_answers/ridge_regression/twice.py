"""3: multiplies twice."""


def alpha_in_new_unit(alpha, scale):
    return scale * alpha * scale
