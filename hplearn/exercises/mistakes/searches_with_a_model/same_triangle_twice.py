"""2: solves with the same triangle of K twice.

K is its Cholesky factor times that factor's transpose. Your result is that of solving with one of
them both times: what do you get if you multiply it with itself?
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    once = np.linalg.inv(np.linalg.cholesky(K))
    return prior + k @ (once @ (once @ (losses - prior)))
