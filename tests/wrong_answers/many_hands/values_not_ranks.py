"""3: the formula of a correlation, on the scores."""

import numpy as np


def rank_agreement(cheap, full):
    a, b = cheap - cheap.mean(), full - full.mean()
    return a @ b / np.sqrt(a @ a * (b @ b))
