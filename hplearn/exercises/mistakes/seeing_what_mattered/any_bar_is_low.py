"""2: looks for a short bar among all hyperparameters.

You ask whether any hyperparameter of the table looks idle. One of the pair's own two has to.
"""

from itertools import combinations

import numpy as np


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(k for k in range(errors.ndim) if k not in kept)
        return np.var(errors.mean(axis=others)) / np.var(errors)

    if min(share(k) for k in range(errors.ndim)) >= limit:
        return []
    pairs = combinations(range(errors.ndim), 2)
    return [(i, j) for i, j in pairs if share(i, j) - share(i) - share(j) >= limit]
