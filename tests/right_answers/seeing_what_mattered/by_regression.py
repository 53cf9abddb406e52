"""2: by how well a column for each pair of values fits; returns a set."""

import numpy as np


def fitted(errors, *axes):
    cells = np.zeros(errors.size, dtype=int)
    for axis in axes:
        cells = cells * errors.shape[axis] + np.indices(errors.shape)[axis].ravel()
    columns = (cells[:, None] == np.arange(cells.max() + 1)).astype(float)
    target = errors.ravel() - errors.mean()
    weights = np.linalg.lstsq(columns, target, rcond=None)[0]
    return 1 - np.sum((target - columns @ weights) ** 2) / np.sum(target**2)


def hidden_pairs(errors, limit):
    bars = [fitted(errors, axis) for axis in range(errors.ndim)]
    found = set()
    for j in range(errors.ndim - 1, 0, -1):
        for i in range(j):
            pair = fitted(errors, i, j) - bars[i] - bars[j]
            if pair >= limit and not (bars[i] >= limit and bars[j] >= limit):
                found.add((i, j))
    return found
