"""07.2: takes the variance."""


def alpha_for(x, factor):
    return x.var() * (1 / factor - 1)
