"""2: adds the prior mean to weighted losses.

At a trial your model does not give back its loss. What is to be weighted is not the losses, but by
how much each differs from what was expected.
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    return prior + k @ np.linalg.solve(K, losses)
