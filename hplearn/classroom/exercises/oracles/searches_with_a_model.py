"""Searches with a model: gains by integration."""

from math import pi, sqrt

import numpy as np

from hplearn.classroom.exercises.compare import close
from hplearn.classroom.exercises.questions import Case, Question

PLACES, WEIGHTS = np.polynomial.legendre.leggauss(100)


def _gain(lead, sd):
    """Return the integral of lead - sd z, times the density of z, over all z where it gains."""
    if sd == 0:
        return max(lead, 0.0)
    low, high = -10.0, np.clip(lead / sd, -10, 10)
    z = low + (high - low) * (PLACES + 1) / 2
    return WEIGHTS @ ((lead - sd * z) * np.exp(-(z**2) / 2)) * (high - low) / 2 / sqrt(2 * pi)


def _improvement(mean, sd, best):
    return np.array([_gain(best - m, s) for m, s in zip(mean, sd, strict=True)])


def _beliefs(rng):
    yield Case(np.array([0.2, 0.3, 0.3, 0.5]), np.array([0.0, 0.0, 0.1, 0.2]), 0.3)
    yield Case(np.array([0.4, 0.7]) + np.round(rng.uniform(0, 0.1), 3), np.zeros(2), 0.6)
    while True:
        n = int(rng.integers(3, 9))
        sd = np.round(rng.uniform(0.05, 1.5, n), 3)
        sd[1:] *= rng.random(n - 1) > rng.choice([0, 0.3])
        mean, best = np.round(rng.normal(-1, 0.7, n), 3), np.round(rng.normal(-1.3, 0.5), 3)
        yield Case(mean, sd, float(best))


NEEDS = ("scipy.stats",)
QUESTIONS = (
    Question(
        1,
        "expected_improvement(mean, sd, best)",
        points=2,
        answer=_improvement,
        cases=_beliefs,
        compare=close(rtol=1e-6, atol=1e-9),
    ),
)
