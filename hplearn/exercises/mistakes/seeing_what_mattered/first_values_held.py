"""2: holds the other hyperparameters at their first values.

Your map is one slice of the table, with all other hyperparameters at their first values. What does
the pair do at the other values?
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(axis for axis in range(errors.ndim) if axis not in kept)
        return errors.mean(axis=others).var() / errors.var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        at = tuple(slice(None) if axis in (i, j) else 0 for axis in range(errors.ndim))
        pair = errors[at].var() / errors.var() - share(i) - share(j)
        if pair >= limit and min(share(i), share(j)) < limit:
            found.append((i, j))
    return found
