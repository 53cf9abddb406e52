"""1: forgets to divide by the rows.

That is how many rows the best got right. A score is a share.
"""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    right = rng.integers(0, 2, (n_searches, n_candidates, n_rows)).sum(axis=2)
    return right.max(axis=1).mean()


def sign(arguments, outcome):
    return arguments[1] > 1 and abs(outcome.value - mean_of_best(*arguments)) < 0.5
