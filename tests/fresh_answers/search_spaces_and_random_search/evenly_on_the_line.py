"""1: uniform draws numbers between low and high evenly."""


def draw_log(low, high, n_draws, rng):
    return rng.uniform(low, high, size=n_draws)
