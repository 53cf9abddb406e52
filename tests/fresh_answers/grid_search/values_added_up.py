"""3: the number of configs is the number of values on all lists."""


def n_fits(grid, n_folds):
    return sum(len(values) for values in grid.values()) * n_folds + 1
