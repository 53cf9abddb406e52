"""1: takes the best over the searches.

You keep the highest score of each candidate over all searches, and average over the candidates. A
search looks at several candidates: along which axis of your table do they stand?
"""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    right = rng.binomial(n_rows, 0.5, size=(n_searches, n_candidates))
    return right.max(axis=0).mean() / n_rows


def sign(arguments, outcome):
    n_candidates, n_rows, *_ = arguments
    near = abs(outcome.value - mean_of_best(*arguments)) < 0.6 / (n_candidates * n_rows) ** 0.5
    return min(n_candidates, n_rows) > 1 and near
