"""3: adds the numbers of values.

You add the numbers of values, as if one name were tried after the other. How many configs do two
lists of three values give?
"""


def n_fits(grid, n_folds):
    return n_folds * sum(len(values) for values in grid.values()) + 1
