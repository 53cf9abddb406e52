"""07.2: sums the squares of x as it stands."""


def alpha_for(x, factor):
    s = (x * x).sum()
    return s * (1 - factor) / factor
