"""1: gives the inputs a bias, too.

You count a bias for each input. The inputs are given and not computed, so that nothing is added to
them.
"""


def n_parameters(sizes):
    total = sum(sizes)
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total
