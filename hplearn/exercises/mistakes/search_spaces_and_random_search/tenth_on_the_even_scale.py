"""3: takes a tenth of the numbers for a tenth of the scale.

A tenth of the numbers is nearly all of the factors of ten: measure on the logarithmic scale.
"""


def next_range(low, high, best):
    width = high - low
    if best <= low + 0.1 * width:
        return low / 10, high
    if best >= high - 0.1 * width:
        return low, high * 10
    return low, high
