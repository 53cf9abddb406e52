"""2: lists every strong pair, hidden or not.

You list each strong pair, even if both hyperparameters have long bars already.
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var() / errors.var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        pair = share(i, j) - share(i) - share(j)
        if pair >= limit:
            found.append((i, j))
    return found
