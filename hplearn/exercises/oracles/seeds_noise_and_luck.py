"""Seeds, noise and luck: loops over rows."""

from math import sqrt
from statistics import fmean, stdev

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.seeds_noise_and_luck_coins import COINS
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


def _others(rows, left_out):
    taken = {int(row) for row in left_out}
    return [row for row in rows if row not in taken]


def _cross_validate(fit_and_score, X, y, config, parts):
    scores = []
    for part in parts:
        train = _others([row for other in parts for row in other], part)
        scores.append(fit_and_score(config, X[train], y[train], X[part], y[part]))
    return scores


def _nested(fit_and_score, X, y, configs, folds, n_inner, others=_others, by_size=False):
    scores = []
    for fold in folds:
        rest = others(range(len(y)), fold)
        parts = np.array_split(rest, n_inner)
        weights = [len(part) for part in parts] if by_size else None
        rows = [_cross_validate(fit_and_score, X, y, config, parts) for config in configs]
        inner = [fmean(row, weights) for row in rows]
        winner = configs[inner.index(max(inner))]
        scores.append(fit_and_score(winner, X[rest], y[rest], X[fold], y[fold]))
    return scores


@special(
    {
        "the folds differ in size": lambda *case: len({*map(len, case[4])}) > 1,
        "n_inner is not the number of folds": lambda *case: case[5] != len(case[4]),
        "n_inner is the number of folds": lambda *case: case[5] == len(case[4]),
        "there are more than two folds": lambda *case: len(case[4]) > 2,
    }
)
def _searches(rng):
    large = _any_searches(rng, scale=1e4)
    yield next(case for case in large if _inner_folds_matter(*case.ready()))
    drawn = _any_searches(rng)
    for matter in (_order_matters, _order_matters, _sizes_matter, _sizes_matter):
        yield next(case for case in drawn if matter(*case.ready()))
    tied = _any_searches(rng, "two configs have equal inner means", in_whole=True)
    yield next(case for case in tied if _first_of_equals_matters(*case.ready()))
    yield from drawn


def _inner_folds_matter(*arguments):
    """Whether as many inner folds as outer ones would choose something else."""
    *others, folds, n_inner = arguments
    return _nested(*others, folds, n_inner) != _nested(*others, folds, len(folds))


def _sizes_matter(*arguments):
    """Whether something else would be chosen if a larger inner fold counted for more."""
    return _nested(*arguments) != _nested(*arguments, by_size=True)


def _order_matters(*arguments):
    """Whether something else would be chosen if the other rows stood in another order."""
    folds = arguments[-2]

    def joined(_, left_out):
        return np.concatenate([fold for fold in folds if fold is not left_out])

    pairs = zip(_nested(*arguments), _nested(*arguments, others=joined), strict=True)
    return any(abs(one - other) > 1e-6 for one, other in pairs)


def _first_of_equals_matters(fit_and_score, X, y, configs, *others):
    """Whether something else would be chosen if the list of configs were turned round."""
    tables = fit_and_score, X, y
    return _nested(*tables, configs, *others) != _nested(*tables, configs[::-1], *others)


def _any_searches(rng, where="", in_whole=False, scale=1):
    given = Given("seeds_noise_and_luck.nearby_rows", {"in_whole": in_whole})
    while True:
        n_samples, k = int(rng.integers(24, 40)), int(rng.integers(2, 5))
        X = rng.uniform(0, 3, size=(n_samples, 1))
        y = scale * (np.sin(2 * X[:, 0]) + rng.normal(0, 0.5, n_samples))
        widths = np.round(rng.uniform(0.1, 1, rng.integers(3, 7)), 3)
        folds = [np.sort(part) for part in np.array_split(rng.permutation(n_samples), k)]
        configs = [{"width": float(width)} for width in widths]
        yield Case(given, X, y, configs, folds, int(rng.integers(2, 5)), where=where)


def _compare(a, b, t):
    differences = [float(x - y) for x, y in zip(a, b, strict=True)]
    mean, reach = fmean(differences), t * stdev(differences) / sqrt(len(differences))
    return "A" if mean - reach > 0 else "B" if mean + reach < 0 else "no difference shown"


@special(
    {
        "A is better": lambda *case: _compare(*case) == "A",
        "B is better": lambda *case: _compare(*case) == "B",
        "no difference is shown": lambda *case: _compare(*case) == "no difference shown",
        "there are three seeds": lambda a, b, t: len(a) == 3,
    }
)
def _pairs(rng):
    example = np.array([0.9, 0.8, 0.7]), np.array([0.85, 0.76, 0.64])
    yield Case(*example, 4.3)
    yield Case(*np.multiply(1e-6, example), 4.3, where="the scores are very small")
    yield Case(np.array([0.95, 0.91, 0.97]), np.array([0.96, 0.89, 0.95]), 4.3)
    lower = np.array([0.75, 0.5, 0.625, 0.875])
    for pair in ((lower + 0.125, lower), (lower, lower + 0.125)):
        yield Case(*pair, 4.3, where="all differences are equal")
    for n_seeds in (3, 5):
        equal = np.round(rng.normal(0.9, 0.02, n_seeds), 4)
        yield Case(equal, equal, 2.5, where="both have the same scores")
    touching = np.array([1.0, 0.5, 0.5, 0.5]), np.full(4, 0.5)  # mean and standard error: 1/8
    yield Case(*touching, 1.0, where="an end of the interval is exactly 0")
    half_equal = lower[0] + np.array([0.04, 0.05, 0.06, 0, 0, 0])
    yield Case(half_equal, np.full(6, lower[0]), 2.6, where="some differences are 0")
    leads = np.array([0.1, -0.001, 0.1, -0.001, -0.001, 0.1, -0.001])
    yield Case(0.8 + leads, np.full(7, 0.8), 1.9, where="the mean and most differences disagree")
    for errors in (1.06, 0.94, 0.4, 1.5, -1.5):
        yield _pair(rng, errors * 2.5, 2.5)
    yield _pair(rng, -1.06 * 1.5, 1.5)
    yield _pair(rng, -0.94 * 4.0, 4.0)
    while True:
        t = float(np.round(rng.uniform(2.2, 3.2), 2))
        yield _pair(rng, rng.choice([-3, -1.06, -0.94, -0.3, 0.3, 0.94, 1.06, 3]) * t, t)


def _pair(rng, errors, t):
    """Return scores of two configs, the first so many standard errors ahead of the second."""
    n_seeds = int(rng.integers(4, 8))
    shared, own = rng.normal(0.85, 0.02, n_seeds), rng.normal(0, 0.005, n_seeds)
    lead = own - own.mean() + errors * own.std(ddof=1) / sqrt(n_seeds)
    return Case(np.round(shared + lead, 6), np.round(shared, 6), t)


QUESTIONS = (
    COINS,
    Question(
        2,
        "score_search(fit_and_score, X, y, configs, folds, n_inner)",
        points=3,
        answer=_nested,
        cases=_searches,
        compare=close(rtol=1e-9),
        n_public=7,
        n_fresh=11,
        section="Score the search, not the winner",
    ),
    Question(
        3,
        "compare(a, b, t)",
        points=2,
        answer=_compare,
        cases=_pairs,
        compare=same,
        n_public=17,
        n_fresh=20,
        section="Is A better than B?",
    ),
)
