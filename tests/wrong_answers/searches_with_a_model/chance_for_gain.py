"""1: the chance by the error function, 0 or 1 where the loss is sure."""

from math import erf, sqrt


def expected_improvement(mean, sd, best):
    chances = []
    for m, s in zip(mean, sd, strict=True):
        chances.append(0.5 + 0.5 * erf((best - m) / s / sqrt(2)) if s > 0 else float(m < best))
    return chances
