"""3: the lowest tenth ends at four times the low end, as in the example, the highest begins at a quarter."""


def next_range(low, high, best):
    if best < 4 * low:
        return low / 10, high
    if best > high / 4:
        return low, high * 10
    return low, high
