"""1: every unit of every layer has a bias, and the inputs are units."""


def n_parameters(sizes):
    weights = sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1))
    return weights + sum(sizes)
