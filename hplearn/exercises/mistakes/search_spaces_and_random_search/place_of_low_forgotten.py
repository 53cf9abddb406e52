"""3: does not subtract the logarithm of low.

The place of best on the scale is counted from the lower end. From where does it count with you?
"""

from math import log10


def next_range(low, high, best):
    place = log10(best) / (log10(high) - log10(low))
    if place < 0.1:
        return low / 10, high
    if place > 0.9:
        return low, high * 10
    return low, high
