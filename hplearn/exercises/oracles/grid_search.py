"""Grid search: combinations by itertools, means and spreads one by one."""

from itertools import product
from math import sqrt
from statistics import fmean, stdev

import numpy as np

from hplearn.exercises.compare import close, same, same_set
from hplearn.exercises.given import Given
from hplearn.exercises.questions import Case, Question

SEARCHED = "grid_search.scores_by_fold"


def _search(evaluate, grid):
    configs = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    scores = [[float(score) for score in evaluate(config)] for config in configs]
    winner, best = None, -np.inf
    for config, row in zip(configs, scores, strict=True):
        if round(fmean(row), 9) > best:
            winner, best = config, round(fmean(row), 9)
    return winner, [fmean(row) for row in scores], [stdev(row) for row in scores]


def _searches(rng):
    yield Case(_evaluate(rng, {"alpha": 0}, n_folds=2), {"alpha": [0.1, 1.0, 10.0]})
    yield Case(_evaluate(rng, {"b": -1, "a": 0}), {"b": [1, 2], "a": [5, 6]})
    while True:
        names = rng.permutation(["a", "b", "c"])[: rng.integers(1, 4)].tolist()
        grid = {name: [int(v) for v in rng.permutation(9)[: rng.integers(1, 5)]] for name in names}
        # a name that is worth nothing makes equals
        signs = {name: int(rng.integers(-1, 2)) for name in names}
        yield Case(_evaluate(rng, signs, n_folds=int(rng.integers(2, 6))), grid)


def _evaluate(rng, signs, n_folds=3):
    weights = {name: sign * np.round(rng.normal(2, 5, n_folds)) for name, sign in signs.items()}
    return Given(SEARCHED, {"weights": weights, "offsets": np.round(rng.normal(0, 9, n_folds))})


def _judge_search(arguments, outcome):
    expected = _search(*arguments)
    if fault := close(rtol=1e-9, atol=1e-9)(expected, outcome.value):
        return fault
    n_calls = outcome.calls[SEARCHED].n
    wanted = len(expected[1])
    return "" if n_calls == wanted else f"evaluate is called {n_calls} times, expected {wanted}"


def _doubts(means, spreads, n_folds):
    best = max(means)
    winner = list(means).index(best)
    equals = [mean for mean in means if mean >= best - spreads[winner] / sqrt(n_folds)]
    edge = winner in {0, len(means) - 1}
    return ["edge"] * edge + ["flat"] * (2 * len(equals) >= len(means))


def _curves(rng):
    yield Case(np.array([0.7, 0.9, 0.5, 0.2]), np.full(4, 0.1), 4)
    yield Case(np.array([0.2, 0.5, 0.8]), np.full(3, 0.1), 5)
    yield Case(np.array([0.9, 0.88, 0.5, 0.2]), np.full(4, 0.1), 4)
    yield Case(np.array([0.5, 0.88, 0.9, 0.85, 0.2]), np.full(5, 0.06), 9)
    yield Case(np.array([0.25, 0.75, 0.5, 0.0]), np.full(4, 0.5), 4)  # just flat
    yield Case(np.array([0.5, 0.9, 0.2, 0.9]), np.full(4, 0.02), 4)  # two are best
    yield Case(np.array([0.5, 0.74, 0.9, 0.74, 0.2]), np.full(5, 0.3), 4)  # flat by root 3
    yield Case(np.array([0.5, 0.9, 0.874, 0.86, 0.2]), np.array([0.1, 0.15, 0.5, 0.5, 0.1]), 25)
    while True:
        n_values, n_folds = int(rng.integers(3, 12)), int(rng.integers(3, 11))
        width = rng.uniform(0.3, 3)
        place = rng.integers(0, n_values)
        means = 0.9 - 0.05 * width * abs(np.arange(n_values) - place) + rng.normal(0, 0.004)
        yield Case(np.round(means, 4), np.round(rng.uniform(0.05, 0.3, n_values), 4), n_folds)


def _bill(grid, n_folds):
    return sum(n_folds for _ in product(*grid.values())) + 1


def _grids(rng):
    yield Case({"alpha": [0.1] * 100}, 5)
    while True:
        names = ["a", "b", "c", "d"][: rng.integers(1, 5)]
        grid = {name: list(range(rng.integers(1, 6))) for name in names}
        yield Case(grid, int(rng.integers(2, 11)))


QUESTIONS = (
    Question(
        1,
        "search_grid(evaluate, grid)",
        points=3,
        answer=_search,
        judge=_judge_search,
        cases=_searches,
    ),
    Question(
        2,
        "doubts(means, spreads, n_folds)",
        points=2,
        answer=_doubts,
        cases=_curves,
        compare=same,
    ),
    Question(3, "n_fits(grid, n_folds)", points=1, answer=_bill, cases=_grids, compare=same),
    Question(4, "carried", points=1, answer=["A", "C"], compare=same_set),
)
