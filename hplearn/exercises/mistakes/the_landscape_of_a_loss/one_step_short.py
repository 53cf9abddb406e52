"""1: rounds down.

After your number of steps a little more than the share is left: round up.
"""

import math


def line_search_steps(ratio, share):
    left = (ratio - 1) / (ratio + 1)
    return math.floor(math.log(share) / math.log(left))
