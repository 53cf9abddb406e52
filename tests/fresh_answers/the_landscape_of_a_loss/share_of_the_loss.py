"""1: on a bowl everything goes by the square, so each step leaves the squared factor."""


def line_search_steps(ratio, share):
    factor = ((ratio - 1) / (ratio + 1)) ** 2
    left = 1.0
    steps = 0
    while left > share:
        left *= factor
        steps += 1
    return steps
