"""1: who guesses gets a random score between 0 and 1."""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    scores = rng.random((n_searches, n_candidates))
    return scores.max(axis=1).mean()
