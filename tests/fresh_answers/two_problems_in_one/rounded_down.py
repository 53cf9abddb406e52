"""3: take the logarithm of the share over that of the factor, and cut it to a whole number."""

import numpy as np


def legs_until(ratio, share):
    factor = (ratio - 1) / (ratio + 1)
    return int(np.log(share) / np.log(factor))
