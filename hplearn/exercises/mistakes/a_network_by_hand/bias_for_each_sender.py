"""1: gives a bias to the units that send, not to those that receive.

You count a bias for each unit of the layer before. A bias belongs to the unit that adds up what
comes in: which layer is that?
"""

from itertools import pairwise


def n_parameters(sizes):
    return sum(before * (units + 1) for before, units in pairwise(sizes))
