"""1: layer by layer, weights and then biases."""

import numpy as np


def n_parameters(sizes):
    total = np.int64(0)
    for layer in range(1, len(sizes)):
        total += sizes[layer - 1] * sizes[layer]
        total += sizes[layer]
    return total
