"""3: the loss goes with the square, so each leg leaves the square of the factor."""


def legs_until(ratio, share):
    factor = ((ratio - 1) / (ratio + 1)) ** 2
    legs = 0
    left = 1.0
    while left > share:
        left = left * factor
        legs = legs + 1
    return legs
