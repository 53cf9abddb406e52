"""3: the rates of all steps in a list, of which one is asked for."""

import math


def warm_up_cosine(step, n_steps, n_warm_up, top):
    rates = [top * k / (n_warm_up + 1) for k in range(1, n_warm_up + 1)]
    n_left = n_steps - n_warm_up
    rates += [top * math.cos(math.pi / 2 * k / n_left) ** 2 for k in range(n_left)]
    return rates[step]
