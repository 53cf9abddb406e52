"""2: takes the variance.

The squares are summed, not averaged: more rows need a larger alpha.
"""


def alpha_for(x, factor):
    return x.var() * (1 / factor - 1)
