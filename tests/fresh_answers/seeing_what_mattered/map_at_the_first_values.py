"""2: the map of two hyperparameters shows them with all other hyperparameters held at their first value."""

from itertools import combinations

import numpy as np


def hidden_pairs(errors, limit):
    errors = np.asarray(errors)
    total = errors.var()
    main = []
    for axis in range(errors.ndim):
        others = tuple(axis for axis in range(errors.ndim) if axis != axis)
        main.append(errors.mean(axis=others).var() / total)
    pairs = []
    for i, j in combinations(range(errors.ndim), 2):
        where = tuple(slice(None) if axis in (i, j) else 0 for axis in range(errors.ndim))
        extra = errors[where].var() / total - main[i] - main[j]
        if extra >= limit and min(main[i], main[j]) < limit:
            pairs.append((i, j))
    return pairs
