"""1: every node has a bias, those of the input layer included."""


def n_parameters(sizes):
    weights = sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))
    return weights + sum(sizes)
