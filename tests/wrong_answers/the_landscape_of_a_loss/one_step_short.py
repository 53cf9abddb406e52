"""1: looks at the distance one step ahead."""


def line_search_steps(ratio, share):
    factor, distance, n_steps = (ratio - 1) / (ratio + 1), 1.0, 0
    while distance * factor > share:
        distance *= factor
        n_steps += 1
    return n_steps
