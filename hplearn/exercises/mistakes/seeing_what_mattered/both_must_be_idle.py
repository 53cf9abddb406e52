"""2: wants two hyperparameters that look idle.

One hyperparameter that looks idle is enough; its partner may have a long bar.
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var() / errors.var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        pair = share(i, j) - share(i) - share(j)
        if pair >= limit and max(share(i), share(j)) < limit:
            found.append((i, j))
    return found
