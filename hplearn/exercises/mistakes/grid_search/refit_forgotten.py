"""3: forgets the last fit.

The winner is trained once more, on all rows.
"""


def n_fits(grid, n_folds):
    n = n_folds
    for values in grid.values():
        n *= len(values)
    return n
