"""2: sums the squares of x as it stands.

The evidence is how far x strays from its mean, not from zero.
"""


def alpha_for(x, factor):
    s = (x * x).sum()
    return s * (1 - factor) / factor
