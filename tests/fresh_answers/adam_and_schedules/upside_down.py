"""2: the factor is what the correction multiplies by."""

import numpy as np


def first_step_factor(beta_1, beta_2):
    return np.sqrt(1 - beta_2) / (1 - beta_1)
