"""2: subtracts only the longer of the two bars.

You subtract one main effect from the share of the map. Both hyperparameters of a pair may do
something alone: what is left when both are taken away?
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var() / errors.var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        pair = share(i, j) - max(share(i), share(j))
        if pair >= limit and min(share(i), share(j)) < limit:
            found.append((i, j))
    return found
