"""1: forgets the biases.

You count the weights between the layers and nothing else. Read once more what each unit has besides
its weights.
"""


def n_parameters(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total
