"""2: takes the variance.

The question sums the squares, and you average them: more rows need a larger alpha.
"""

import numpy as np


def alpha_for(x, factor):
    return x.var() * (1 / factor - 1)


def sign(arguments, outcome):
    n, right = len(arguments[0]), len(arguments[0]) * alpha_for(*arguments)
    return np.isclose(outcome.value, right / n) or np.isclose(outcome.value, right / (n - 1))
