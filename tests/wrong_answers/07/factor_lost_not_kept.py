"""07.2: takes the factor for the share that is lost."""


def alpha_for(x, factor):
    s = ((x - x.mean()) ** 2).sum()
    return s * (1 / (1 - factor) - 1)
