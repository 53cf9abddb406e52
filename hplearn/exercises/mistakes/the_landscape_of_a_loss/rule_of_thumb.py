"""1: takes 2 divided by the ratio for what the logarithm falls by in a step.

Half the ratio times the logarithm of 1 / share is a rule of thumb. It is close where the ratio is
large; for small ratios take the exact share that a step leaves.
"""

from math import ceil, log


def line_search_steps(ratio, share):
    return ceil(log(1 / share) * ratio / 2)
