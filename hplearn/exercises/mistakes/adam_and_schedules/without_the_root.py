"""2: forgets that the mean square stands under a root.

Adam divides by the root of the mean square: the second correction stands under a root, too.
"""


def first_step_factor(beta_1, beta_2):
    return (1 - beta_1) / (1 - beta_2)
