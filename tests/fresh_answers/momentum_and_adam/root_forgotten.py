"""3: the uncorrected step has 1 - beta_1 above and 1 - beta_2 below."""


def first_step_factor(beta_1, beta_2):
    return (1 - beta_1) / (1 - beta_2)
