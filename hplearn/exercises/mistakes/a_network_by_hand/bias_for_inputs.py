"""1: gives the inputs a bias, too.

The inputs are given, not computed: they have no bias.
"""


def n_parameters(sizes):
    total = sum(sizes)
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total
