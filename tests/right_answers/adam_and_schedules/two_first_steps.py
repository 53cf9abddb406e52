"""2: takes both steps from a slope of 2."""


def first_step_factor(beta_1, beta_2):
    m, v = (1 - beta_1) * 2.0, (1 - beta_2) * 4.0
    return (m / v**0.5) / (2.0 / 4.0**0.5)
