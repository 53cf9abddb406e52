"""1: the best of all searches together.

That is the highest score of all searches together. Keep one of each search, and take their mean.
"""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    right = rng.integers(0, 2, (n_searches, n_candidates, n_rows)).sum(axis=2)
    return right.max() / n_rows


def sign(arguments, outcome):
    # where there is one candidate: no other mistake comes near it there
    return arguments[0] == 1 and abs(outcome.value - mean_of_best(*arguments)) < 0.1
