"""1: takes 2 divided by the ratio for what the logarithm falls by in a step.

Half the ratio times the logarithm of 1 / share is a rule of thumb: it is only close, and one step
off at times, also where the ratio is large. Take the share that a step leaves, for every ratio.
"""

from math import ceil, log


def line_search_steps(ratio, share):
    return ceil(log(1 / share) * ratio / 2)
