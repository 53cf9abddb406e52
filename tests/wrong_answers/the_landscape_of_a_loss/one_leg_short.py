"""1: looks at the distance one leg ahead."""


def legs_until(ratio, share):
    factor, distance, n_legs = (ratio - 1) / (ratio + 1), 1.0, 0
    while distance * factor > share:
        distance *= factor
        n_legs += 1
    return n_legs
