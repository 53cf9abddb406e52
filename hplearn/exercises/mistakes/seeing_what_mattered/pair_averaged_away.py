"""2: averages over the pair itself.

You have averaged the pair away: the axes that are named to NumPy are those that disappear. The map
of a pair keeps the axes of both its hyperparameters.
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    axes, found = set(range(errors.ndim)), []
    alone = [errors.mean(axis=tuple(axes - {k})).var() / errors.var() for k in sorted(axes)]
    for i, j in combinations(sorted(axes), 2):
        share = errors.mean(axis=(i, j)).var() / errors.var() - alone[i] - alone[j]
        if share >= limit and min(alone[i], alone[j]) < limit:
            found.append((i, j))
    return found
