"""2: the map of a pair is the average over its two knobs."""

import itertools


def hidden_pairs(errors, limit):
    n = errors.ndim
    total = errors.var()
    main = [errors.mean(axis=tuple(a for a in range(n) if a != k)).var() / total for k in range(n)]
    pairs = []
    for i, j in itertools.combinations(range(n), 2):
        share = errors.mean(axis=(i, j)).var() / total - main[i] - main[j]
        if share >= limit and (main[i] < limit or main[j] < limit):
            pairs.append((i, j))
    return pairs
