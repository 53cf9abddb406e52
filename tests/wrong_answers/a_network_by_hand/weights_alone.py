"""1: neighbours multiplied and summed up."""

from itertools import pairwise


def n_parameters(sizes):
    return sum(n_in * n_out for n_in, n_out in pairwise(sizes))
