"""1: on a bowl everything goes by the square, so each leg leaves the squared factor."""


def legs_until(ratio, share):
    factor = ((ratio - 1) / (ratio + 1)) ** 2
    left = 1.0
    legs = 0
    while left > share:
        left *= factor
        legs += 1
    return legs
