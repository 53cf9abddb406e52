"""1: stretches draws from 0 to 1."""


def draw_log(low, high, n_draws, rng):
    return [low + (high - low) * share for share in rng.random(n_draws)]
