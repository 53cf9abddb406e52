"""2: solves with the two triangles of K in the wrong order.

Your result belongs to another matrix than K. K is L @ L.T, where L is its Cholesky factor, and
yours is that of L.T @ L: with which of the two triangles do you have to solve first?
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    factor = np.linalg.cholesky(K)
    return prior + k @ np.linalg.inv(factor.T @ factor) @ (losses - prior)
