"""1: counts down the loss.

The loss falls with the square of the distance. The share that is asked for is one of the distance.
"""

import math


def line_search_steps(ratio, share):
    left = ((ratio - 1) / (ratio + 1)) ** 2
    return math.ceil(math.log(share) / math.log(left))
