"""1: counts one bias for a whole layer.

You count one bias for each layer. Look at one unit of a layer: which numbers does it use that no
other unit uses?
"""

from itertools import pairwise


def n_parameters(sizes):
    return sum(before * units + 1 for before, units in pairwise(sizes))
