"""2: by NumPy's variances, and an array of pairs in place of a list."""

import numpy as np


def hidden_pairs(errors, limit):
    pairs = []
    for i in range(errors.ndim):
        for j in range(i + 1, errors.ndim):
            seen = np.moveaxis(errors, (i, j), (0, 1)).reshape(errors.shape[i], errors.shape[j], -1)
            seen = seen.mean(axis=2)
            a, b = seen.mean(axis=1).var(), seen.mean(axis=0).var()
            total = errors.var()
            if (seen.var() - a - b) / total >= limit and (a / total < limit or b / total < limit):
                pairs.append([i, j])
    return np.array(pairs)
