"""2: solves with the same triangle of K twice.

K is its Cholesky factor L times the transpose of L. Your result is that of solving with the same of
the two both times, as if K were L @ L.
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    once = np.linalg.inv(np.linalg.cholesky(K))
    return prior + k @ (once @ (once @ (losses - prior)))
