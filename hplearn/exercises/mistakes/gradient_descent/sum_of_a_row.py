"""3: takes the sum of a row for the largest curvature.

You add up the entries of a row, or their sizes. In the example that gives the largest curvature by
chance: look for the eigenvalues.
"""

import numpy as np


def largest_safe_rate(hessian):
    return 2 / np.abs(hessian).sum(axis=1).max()


def sign(arguments, outcome):
    rates = 2 / np.sum(arguments[0], axis=1).max(), largest_safe_rate(*arguments)
    return np.ndim(outcome.value) == 0 and any(np.isclose(outcome.value, rate) for rate in rates)
