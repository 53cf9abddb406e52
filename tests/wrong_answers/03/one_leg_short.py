"""03.3: rounds down."""

import math


def legs_until(ratio, share):
    left = (ratio - 1) / (ratio + 1)
    return math.floor(math.log(share) / math.log(left))
