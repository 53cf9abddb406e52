"""1: step by step."""


def line_search_steps(ratio, share):
    n_steps = 1
    while ((ratio - 1) / (ratio + 1)) ** n_steps > share:
        n_steps += 1
    return n_steps
