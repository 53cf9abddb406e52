"""3: adds the numbers of values.

Every combination is tried: the numbers of values multiply.
"""


def n_fits(grid, n_folds):
    return n_folds * sum(len(values) for values in grid.values()) + 1
