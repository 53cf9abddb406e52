"""1: the scores are a table of searches and candidates, and the maximum goes along axis 0."""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    scores = rng.binomial(n_rows, 0.5, size=(n_searches, n_candidates)) / n_rows
    return scores.max(axis=0).mean()
