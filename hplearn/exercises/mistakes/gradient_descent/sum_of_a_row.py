"""3: takes the sum of a row for the largest curvature.

You add up the entries of a row. In the example that gives the largest curvature by chance: look for
the eigenvalues.
"""

import numpy as np


def largest_safe_rate(hessian):
    return 2 / np.abs(hessian).sum(axis=1).max()


def sign(arguments, outcome):
    rows = np.sum(arguments[0], axis=1).max()
    return np.isclose(outcome.value, 2 / rows) or np.isclose(
        outcome.value, largest_safe_rate(*arguments)
    )
