"""2: divides the corrected step by the uncorrected one.

You divide the length of the corrected step by that of the uncorrected one. Read once more which of
the two is compared with which.
"""


def first_step_factor(beta_1, beta_2):
    return (1 - beta_2) ** 0.5 / (1 - beta_1)
