"""1: takes the best of all searches together.

You return the highest score of all searches together. Each search keeps a highest score of its
own, so how many scores are there to average?
"""


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    right = rng.integers(0, 2, (n_searches, n_candidates, n_rows)).sum(axis=2)
    return right.max() / n_rows


def sign(arguments, outcome):
    # a single score, where no mean of several is one
    right = outcome.value * arguments[1]
    is_one_score = abs(right - round(right)) < 1e-9
    return arguments[1] > 1 and is_one_score and abs(outcome.value - mean_of_best(*arguments)) < 0.1
