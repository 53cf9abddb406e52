"""1: one candidate after the other, without SciPy."""

import math


def expected_improvement(mean, sd, best):
    gains = []
    for m, s in zip(mean, sd, strict=True):
        lead = float(best - m)
        if s == 0:
            gains.append(max(lead, 0))
            continue
        z = lead / s
        below = math.erfc(-z / math.sqrt(2)) / 2
        gains.append(lead * below + s * math.exp(-z * z / 2) / math.sqrt(2 * math.pi))
    return gains
