"""2: a pair is hidden if both of its hyperparameters look idle."""

from itertools import combinations

import numpy as np


def hidden_pairs(errors, limit):
    errors = np.asarray(errors)

    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var() / errors.var()

    pairs = []
    for i, j in combinations(range(errors.ndim), 2):
        extra = share(i, j) - share(i) - share(j)
        if extra >= limit and share(i) < limit and share(j) < limit:
            pairs.append((i, j))
    return pairs
