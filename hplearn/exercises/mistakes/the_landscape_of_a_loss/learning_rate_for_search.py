"""1: takes the share of a walk with the learning rate 1/L.

A step with an exact line search leaves (κ − 1)/(κ + 1), which is less than 1 − 1/κ.
"""

import math


def line_search_steps(ratio, share):
    return math.ceil(math.log(share) / math.log(1 - 1 / ratio))
