"""3: every config is trained on every fold."""


def n_fits(grid, n_folds):
    configs = 1
    for values in grid.values():
        configs *= len(values)
    return configs * n_folds
