"""2: keeps in the map what its hyperparameters do alone.

A pair's map also holds what each of the two does alone: subtract both.
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var() / errors.var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        if share(i, j) >= limit and min(share(i), share(j)) < limit:
            found.append((i, j))
    return found
