"""2: reshapes the weights where they have to be transposed.

You bring the weights to the right shape by a reshape, which leaves the numbers in their order and
so mixes trials and candidates. Transpose.
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    weights = np.linalg.solve(K, k.T).reshape(len(k), len(K))
    return prior + weights @ (losses - prior)
