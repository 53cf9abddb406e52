"""2: looks at the mean and forgets the division.

The mean is too small, and so is what it is divided by: take both.
"""


def first_step_factor(beta_1, beta_2):
    return 1 - beta_1
