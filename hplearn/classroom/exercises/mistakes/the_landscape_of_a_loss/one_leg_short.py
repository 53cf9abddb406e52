"""1: rounds down.

After your number of legs a little more than the share is left: round up.
"""

import math


def legs_until(ratio, share):
    left = (ratio - 1) / (ratio + 1)
    return math.floor(math.log(share) / math.log(left))
