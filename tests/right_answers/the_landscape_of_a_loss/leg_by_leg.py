"""1: leg by leg."""


def legs_until(ratio, share):
    n_legs = 1
    while ((ratio - 1) / (ratio + 1)) ** n_legs > share:
        n_legs += 1
    return n_legs
