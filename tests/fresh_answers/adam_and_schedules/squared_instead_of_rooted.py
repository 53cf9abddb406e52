"""2: the second mean is one of squares, so the first has to be squared to go with it."""


def first_step_factor(beta_1, beta_2):
    return (1 - beta_1) ** 2 / (1 - beta_2)
