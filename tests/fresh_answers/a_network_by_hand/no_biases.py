"""1: the numbers of a network are its weights, one for each line between two nodes."""


def n_parameters(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total
