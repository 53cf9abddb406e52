"""2: subtracts the product of the two bars.

You take the product of the main effects away from the share of the map. What each hyperparameter
does alone adds up in a map: what is left without the one and the other?
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var() / errors.var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        pair = share(i, j) - share(i) * share(j)
        if pair >= limit and min(share(i), share(j)) < limit:
            found.append((i, j))
    return found
