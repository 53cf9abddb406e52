"""1: one search at a time, coins tossed by comparing."""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    total = 0.0
    for _ in range(n_searches):
        shares = (rng.random((n_candidates, n_rows)) < 0.5).mean(axis=1)
        total += max(shares)
    return total / n_searches
