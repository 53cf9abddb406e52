"""2: from the variance and the number of rows, in a loop."""


def alpha_for(x, factor):
    mean = sum(x) / len(x)
    total = 0.0
    for value in x:
        total += (value - mean) * (value - mean)
    return total * (1 - factor) / factor
