"""3: the wave is that of the whole run, and the rise stands before it."""

import math


def warm_up_cosine(step, n_steps, n_warm_up, top):
    if step >= n_warm_up:
        return 0.5 * top + 0.5 * top * math.cos(step / n_steps * math.pi)
    return (step + 1) * top / (n_warm_up + 1)
