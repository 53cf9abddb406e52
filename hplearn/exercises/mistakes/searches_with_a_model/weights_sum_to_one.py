"""2: makes the weights sum to one.

You divide the weights by their sum, so far from all trials your model still follows the losses
there. What should it expect at a place of which no trial tells anything?
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    weights = np.linalg.solve(K, k.T).T
    weights = weights / weights.sum(axis=1, keepdims=True)
    return prior + weights @ (losses - prior)
