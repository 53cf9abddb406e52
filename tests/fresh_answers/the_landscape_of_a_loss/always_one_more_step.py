"""1: the logarithms give a fraction of steps, so one drops the fraction and adds a step."""

import math


def line_search_steps(ratio, share):
    factor = (ratio - 1) / (ratio + 1)
    return int(math.log(share) / math.log(factor)) + 1
