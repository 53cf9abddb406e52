"""15.2: gives the pair whatever its two knobs leave."""

from itertools import combinations


def hidden_pairs(errors, limit):
    total, n = errors.var(), errors.ndim

    def share(*kept):
        others = tuple(k for k in range(n) if k not in kept)
        return errors.mean(axis=others).var() / total

    alone = [share(k) for k in range(n)]
    found = []
    for i, j in combinations(range(n), 2):
        if 1 - alone[i] - alone[j] >= limit and min(alone[i], alone[j]) < limit:
            found.append((i, j))
    return found
