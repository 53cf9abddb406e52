"""Seeds, noise and luck: loops over rows."""

from math import sqrt
from statistics import fmean, stdev

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.seeds_noise_and_luck_coins import COINS
from hplearn.exercises.questions import Case, Question


def _others(rows, left_out):
    taken = {int(row) for row in left_out}
    return [row for row in rows if row not in taken]


def _cross_validate(fit_and_score, X, y, config, rows, n_inner):
    scores = []
    for part in np.array_split(rows, n_inner):
        train = _others(rows, part)
        scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
    return fmean(scores)


def _nested(fit_and_score, X, y, configs, folds, n_inner):
    scores = []
    for fold in folds:
        rest = _others(range(len(y)), fold)
        inner = [_cross_validate(fit_and_score, X, y, c, rest, n_inner) for c in configs]
        winner = configs[inner.index(max(inner))]
        scores.append(fit_and_score(winner, X[rest], y[rest], X[fold], y[fold]))
    return scores


def _searches(rng):
    drawn = _any_searches(rng)
    yield next(case for case in drawn if _inner_folds_matter(*case.ready()))
    yield from drawn


def _inner_folds_matter(*arguments):
    """Whether as many inner folds as outer ones would choose something else."""
    *others, folds, n_inner = arguments
    return _nested(*others, folds, n_inner) != _nested(*others, folds, len(folds))


def _any_searches(rng):
    given = Given("seeds_noise_and_luck.nearby_rows", {})
    while True:
        n_samples, k = int(rng.integers(24, 40)), int(rng.integers(2, 5))
        X = rng.uniform(0, 3, size=(n_samples, 1))
        y = np.sin(2 * X[:, 0]) + rng.normal(0, 0.5, n_samples)
        widths = np.round(rng.uniform(0.1, 2, rng.integers(2, 5)), 3)
        folds = [np.sort(part) for part in np.array_split(rng.permutation(n_samples), k)]
        configs = [{"width": float(width)} for width in widths]
        yield Case(given, X, y, configs, folds, int(rng.integers(2, 5)))


def _compare(a, b, t):
    differences = [float(x - y) for x, y in zip(a, b, strict=True)]
    mean, reach = fmean(differences), t * stdev(differences) / sqrt(len(differences))
    return "A" if mean - reach > 0 else "B" if mean + reach < 0 else "no difference shown"


def _pairs(rng):
    yield Case(np.array([0.9, 0.8, 0.7]), np.array([0.85, 0.76, 0.64]), 4.3)
    yield Case(np.array([0.95, 0.91, 0.97]), np.array([0.96, 0.89, 0.95]), 4.3)
    # leads of 0.01, 0.02 and 0.03: 3.46 standard errors; with ddof=0 it would be 4.24
    yield Case(np.array([0.93, 0.86, 0.79]), np.array([0.92, 0.84, 0.76]), 3.8)
    yield Case(np.array([0.92, 0.84, 0.76]), np.array([0.93, 0.86, 0.79]), 3.2)
    while True:
        n_seeds, shared = int(rng.integers(4, 12)), rng.normal(0.9, 0.02, 12)
        lead = rng.choice([-0.012, -0.004, 0.0, 0.004, 0.012])
        a, b = shared[:n_seeds] + rng.normal(lead, 0.005, (2, n_seeds)) * [[1], [0]]
        yield Case(np.round(a, 4), np.round(b, 4), float(np.round(rng.uniform(2.2, 3.2), 2)))


QUESTIONS = (
    COINS,
    Question(
        2,
        "score_search(fit_and_score, X, y, configs, folds, n_inner)",
        points=3,
        answer=_nested,
        cases=_searches,
        compare=close(rtol=1e-9),
    ),
    Question(3, "compare(a, b, t)", points=2, answer=_compare, cases=_pairs, compare=same),
)
