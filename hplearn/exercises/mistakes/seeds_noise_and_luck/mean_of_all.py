"""1: averages everything.

That is about the mean of all scores. Each search keeps its own highest score, and only then comes
the mean, over the searches.
"""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    right = rng.integers(0, 2, (n_searches, n_candidates, n_rows)).sum(axis=2)
    return right.mean() / n_rows


def sign(arguments, outcome):
    return arguments[0] > 1 and abs(outcome.value - 0.5) < 0.02
