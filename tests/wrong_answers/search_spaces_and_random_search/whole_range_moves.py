"""3: shifts a window of the same width."""

from math import log10


def next_range(low, high, best):
    start, width = log10(low), log10(high / low)
    share = (log10(best) - start) / width
    shift = -1 if share < 0.1 else 1 if share > 0.9 else 0
    return 10 ** (start + shift), 10 ** (start + shift + width)
