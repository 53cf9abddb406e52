"""2: leaves the upper end out.

The highest value never comes. rng.integers, for one, leaves its upper end out.
"""


def draw_integers(low, high, n_draws, rng):
    return rng.integers(low, high, n_draws)


def sign(arguments, outcome):
    low, high, n_draws, _ = arguments
    return n_draws >= 200 and set(outcome.value) == set(range(low, high))
