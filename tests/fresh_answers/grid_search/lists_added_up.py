"""3: the number of configs is the number of values on all the lists."""


def n_fits(grid, n_folds):
    n_configs = sum(len(values) for values in grid.values())
    return n_configs * n_folds + 1
