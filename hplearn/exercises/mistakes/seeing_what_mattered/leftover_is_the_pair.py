"""2: gives the pair whatever its two hyperparameters leave.

Your map of a pair is the whole table. Average it over the other hyperparameters first.
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var() / errors.var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        pair = 1 - share(i) - share(j)
        if pair >= limit and min(share(i), share(j)) < limit:
            found.append((i, j))
    return found
