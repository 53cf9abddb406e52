"""3: the first mean is beta_1 of the slope, and the root is that of what is added."""

import numpy as np


def first_step_factor(beta_1, beta_2):
    return beta_1 / np.sqrt(1 - beta_2)
