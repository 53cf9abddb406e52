"""2: compares variances with the limit.

You compare variances with a limit for shares. What has each of them to be divided by, before it is
a share of the variance?
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        pair = share(i, j) - share(i) - share(j)
        if pair >= limit and min(share(i), share(j)) < limit:
            found.append((i, j))
    return found
