"""10.1: evenly over the numbers."""


def draw_log(low, high, n_draws, rng):
    return rng.uniform(low, high, n_draws)
