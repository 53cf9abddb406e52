"""1: comes back from the logarithms with another base.

You take logarithms to one base and come back with powers of another one, so the draws fill another
range. Which function undoes the logarithm that you took?
"""

import numpy as np


def draw_log(low, high, n_draws, rng):
    return 10 ** rng.uniform(np.log(low), np.log(high), n_draws)


def sign(arguments, outcome):
    low, high, n_draws, _ = arguments
    draws = np.sort(np.asarray(outcome.value, dtype=float))
    even = (np.arange(n_draws) + 0.5) / n_draws
    scales = [(np.log, np.log10), (np.log10, np.log), (np.log, np.log2), (np.log2, np.log)]
    scales += [(np.log10, np.log2), (np.log2, np.log10)]
    places = [(back(draws) - log(low)) / (log(high) - log(low)) for log, back in scales]
    return n_draws >= 200 and any(abs(place - even).max() < 0.1 for place in places)
