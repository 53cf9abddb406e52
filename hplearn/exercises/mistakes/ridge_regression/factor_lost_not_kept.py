"""2: takes the factor for the share that is lost.

factor is what is kept of the slope, not what is taken away.
"""


def alpha_for(x, factor):
    s = ((x - x.mean()) ** 2).sum()
    return s * (1 / (1 - factor) - 1)
