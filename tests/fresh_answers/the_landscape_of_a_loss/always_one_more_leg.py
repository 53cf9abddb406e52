"""1: the logarithms give a fraction of legs, so one drops the fraction and adds a leg."""

import math


def legs_until(ratio, share):
    factor = (ratio - 1) / (ratio + 1)
    return int(math.log(share) / math.log(factor)) + 1
