"""1: averages everything.

That is the mean of all scores. A search keeps its highest one.
"""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    right = rng.integers(0, 2, (n_searches, n_candidates, n_rows)).sum(axis=2)
    return right.mean() / n_rows


def sign(arguments, outcome):
    return arguments[0] > 1 and abs(outcome.value - 0.5) < 0.02
