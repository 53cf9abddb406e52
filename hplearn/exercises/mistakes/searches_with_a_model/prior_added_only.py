"""2: adds the prior mean to weighted losses.

You add `prior` at the end, and weight the losses as they are. What is to be weighted is by how much
each differs from what was expected.
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    return prior + k @ np.linalg.solve(K, losses)
