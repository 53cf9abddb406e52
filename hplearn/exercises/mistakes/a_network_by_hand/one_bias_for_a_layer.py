"""1: one bias for a whole layer.

You count one bias for each layer. Each of its units bends a sum of its own, and moves it first.
"""

from itertools import pairwise


def n_parameters(sizes):
    return sum(before * units + 1 for before, units in pairwise(sizes))
