"""1: on every row the best of the candidates counts."""

import numpy as np


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    kept = []
    for _ in range(n_searches):
        right = rng.random((n_candidates, n_rows)) < 0.5
        kept.append(right.max(axis=0).mean())
    return float(np.mean(kept))
