"""2: keeps in the map what its hyperparameters do alone.

A map varies with each of its hyperparameters alone, too: subtract that.
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
