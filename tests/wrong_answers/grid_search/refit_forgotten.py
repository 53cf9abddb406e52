"""3: combinations times folds."""

from itertools import product


def n_fits(grid, n_folds):
    return len(list(product(*grid.values()))) * n_folds
