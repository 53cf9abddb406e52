"""1: forgets the biases.

Each unit adds a number of its own before it bends the sum: count the biases.
"""


def n_parameters(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total
