"""10.3: a tenth of the numbers."""


def next_range(low, high, best):
    width = high - low
    if best <= low + 0.1 * width:
        return low / 10, high
    if best >= high - 0.1 * width:
        return low, high * 10
    return low, high
