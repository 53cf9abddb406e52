"""2: averages over the pair itself.

The axes that you name to NumPy are those that disappear. The map of a pair keeps its two knobs.
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    knobs, found = set(range(errors.ndim)), []
    alone = [errors.mean(axis=tuple(knobs - {k})).var() / errors.var() for k in sorted(knobs)]
    for i, j in combinations(sorted(knobs), 2):
        share = errors.mean(axis=(i, j)).var() / errors.var() - alone[i] - alone[j]
        if share >= limit and min(alone[i], alone[j]) < limit:
            found.append((i, j))
    return found
