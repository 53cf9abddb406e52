"""1: the share of a walker with the learning rate 1/L.

A leg leaves (κ − 1)/(κ + 1), which is less than 1 − 1/κ.
"""

import math


def legs_until(ratio, share):
    return math.ceil(math.log(share) / math.log(1 - 1 / ratio))
