"""1: draws every share with the same chance.

With you a candidate has each share with the same chance, none right as often as half of them. Who
guesses row by row is seldom far from a half: draw for each row whether it is right.
"""

import numpy as np


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    shares = rng.integers(n_rows + 1, size=(n_searches, n_candidates)) / n_rows
    return shares.max(axis=1).mean()


def sign(arguments, outcome):
    n_candidates, n_rows, n_searches, _ = arguments
    chances = (np.arange(1, n_rows + 2) / (n_rows + 1)) ** n_candidates
    mean = 1 - chances[:-1].sum() / n_rows
    spread = 1 / (n_candidates + 1)  # at least the standard deviation of the highest
    return n_rows > 1 and abs(outcome.value - mean) < 5 * spread / np.sqrt(n_searches)
