"""10.2: leaves the upper end out."""


def draw_integers(low, high, n_draws, rng):
    return rng.integers(low, high, n_draws)
