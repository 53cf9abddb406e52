"""3: compares with the two places a tenth from the ends, and confuses them."""


def next_range(low, high, best):
    tenth = (high / low) ** 0.1
    if best <= low * tenth:
        high = 10 * high
    elif best >= high / tenth:
        low = low / 10
    return low, high
