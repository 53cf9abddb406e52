"""3: forgets the last fit.

Your number is one too low: after the search, one more model is trained. On which rows, and for
which config?
"""


def n_fits(grid, n_folds):
    n = n_folds
    for values in grid.values():
        n *= len(values)
    return n
