"""2: both corrections of the first step, one over the other."""


def first_step_factor(beta_1, beta_2):
    mean, square = 1 - beta_1**1, 1 - beta_2**1
    return mean / square
