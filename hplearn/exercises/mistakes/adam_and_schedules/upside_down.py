"""2: corrected over uncorrected.

That is the corrected step over the uncorrected one.
"""


def first_step_factor(beta_1, beta_2):
    return (1 - beta_2) ** 0.5 / (1 - beta_1)
