"""06.3: forgets that the mean square stands under a root."""


def first_step_factor(beta_1, beta_2):
    return (1 - beta_1) / (1 - beta_2)
