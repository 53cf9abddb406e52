"""2: looks at the first moment alone.

Without the correction the first moment is too small, and so is the second, by which the step is
divided. You look at the first alone.
"""


def first_step_factor(beta_1, beta_2):
    return 1 - beta_1
