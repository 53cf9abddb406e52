"""2: adds a noise to the diagonal of K.

Your result is what comes out if a number is added to the diagonal of K. What the question calls K
holds all that belongs there.
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    return prior + k @ np.linalg.solve(K + 0.01 * np.eye(len(K)), losses - prior)


def sign(arguments, outcome):
    K, k, losses, prior = arguments
    for noise in (1.0, 0.1, 0.05, 0.01, 1e-3, 1e-4, 1e-6):
        found = prior + k @ np.linalg.solve(K + noise * np.eye(len(K)), losses - prior)
        if np.allclose(outcome.value, found, rtol=1e-9, atol=0):
            return True
    return False
