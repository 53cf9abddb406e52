"""2: keeps the share of the slope that should be lost.

With your alpha the slope is multiplied by 1 − factor. Put it into the formula of the shrunk slope,
and look at which part is kept.
"""


def alpha_for(x, factor):
    s = ((x - x.mean()) ** 2).sum()
    return s * (1 / (1 - factor) - 1)
