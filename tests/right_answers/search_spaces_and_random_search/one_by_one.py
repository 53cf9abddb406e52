"""1: one by one, by exponents of ten, in a list."""

import math


def draw_log(low, high, n_draws, rng):
    draws = []
    for _ in range(n_draws):
        exponent = rng.uniform(math.log10(low), math.log10(high))
        draws.append(10**exponent)
    return draws
