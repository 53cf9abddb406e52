"""2: leaves out the directions in which K is small.

You leave out the directions in which K is small, as `lstsq` and `pinv` do with a large `rcond`. The
noise in K keeps it from being singular, so the system has a solution: solve it as it stands.
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    return prior + k @ np.linalg.pinv(K, rcond=0.02) @ (losses - prior)


def sign(arguments, outcome):
    K, k, losses, prior = arguments
    sizes, axes = np.linalg.eigh(K)
    parts = (k @ axes) * (axes.T @ (losses - prior)) / sizes
    found = (prior + parts[:, n_left_out:].sum(axis=1) for n_left_out in range(1, len(sizes)))
    return any(np.allclose(outcome.value, means) for means in found)
