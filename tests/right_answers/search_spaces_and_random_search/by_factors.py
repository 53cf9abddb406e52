"""3: by the factor that a tenth of the range is."""


def next_range(low, high, best):
    tenth = (high / low) ** 0.1
    new = [low, high]
    if best <= low * tenth:
        new[0] = low / 10
    elif best >= high / tenth:
        new[1] = 10 * high
    return new
