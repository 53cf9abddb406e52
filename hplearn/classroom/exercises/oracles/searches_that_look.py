"""Automated tuning: epochs network by network, brackets in fractions, gains by integration."""

from fractions import Fraction
from math import ceil, pi, sqrt

import numpy as np

from hplearn.classroom.exercises.compare import close, same
from hplearn.classroom.exercises.oracles.searches_that_look_halve import HALVE, sizes_of
from hplearn.classroom.exercises.questions import Case, Question

ALIKE = close(rtol=1e-6, atol=1e-9)
PLACES, WEIGHTS = np.polynomial.legendre.leggauss(100)


def _plan(n_configs, min_budget, eta):
    rungs = [(n, min_budget * eta**i) for i, n in enumerate(sizes_of(n_configs, eta))]
    # network by network, the best one first: the budgets that it reaches
    reached = [[budget for n, budget in rungs if rank < n] for rank in range(n_configs)]
    return rungs, sum(map(sum, reached)), sum(map(max, reached))


def _halvings(rng):
    yield from (Case(8, 2, 3), Case(81, 1, 3), Case(1, int(rng.integers(2, 9)), 3))
    while True:
        yield Case(*map(int, rng.integers([2, 1, 2], [200, 10, 6])))


def _brackets(max_budget, eta):
    top = max(k for k in range(12) if max_budget // eta**k)
    sizes = {k: ceil(Fraction((top + 1) * eta**k, k + 1)) for k in range(top + 1)}
    return [(sizes[k], max_budget // eta**k) for k in reversed(sizes)]


def _budgets(rng):
    yield from (Case(10, 3), Case(243, 3), Case(1000, 10), Case(int(rng.integers(1, 4)), 4))
    while True:
        eta = int(rng.integers(2, 6))
        power = eta ** int(rng.integers(1, 5))
        yield Case(int(rng.choice([power, power - 1, rng.integers(2, 600)])), eta)


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
        "plan_halving(n_configs, min_budget, eta)",
        points=2,
        answer=_plan,
        cases=_halvings,
        compare=same,
    ),
    Question(
        2,
        "brackets(max_budget, eta)",
        points=2,
        answer=_brackets,
        cases=_budgets,
        compare=same,
    ),
    HALVE,
    Question(
        4,
        "expected_improvement(mean, sd, best)",
        points=2,
        answer=_improvement,
        cases=_beliefs,
        compare=ALIKE,
    ),
)
