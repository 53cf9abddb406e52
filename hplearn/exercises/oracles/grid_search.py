"""Grid search: combinations by itertools, means and spreads one by one."""

from itertools import product
from math import sqrt
from statistics import fmean, stdev

import numpy as np

from hplearn.exercises.compare import close, same, same_set
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.special import calls_fault, special
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


def _are_equal(evaluate, grid):
    means = np.round(_search(evaluate.made(), grid)[1], 6)
    return len({*means.tolist()}) < len(means)


def _numbers_first(value):
    return isinstance(value, str), value


@special(
    {
        "several means are equal": _are_equal,
        "no mean is above 0": lambda evaluate, grid: max(_search(evaluate.made(), grid)[1]) <= 0,
        "there is more than one name": lambda evaluate, grid: len(grid) > 1,
        "the names are not in alphabetical order": lambda evaluate, grid: [*grid] != sorted(grid),
        "a list of values is not in order": lambda evaluate, grid: any(
            [*values] != sorted(values, key=_numbers_first) for values in grid.values()
        ),
    }
)
def _searches(rng):
    """Yield searches in which no rounding decides: equal means come from equal scores.

    Those of the first one differ, but they are small whole numbers.
    """
    kinds = {"first": [4.0, 8.0], "steady": [6.0, 6.0], "wild": [2.0, 10.0]}
    weights = {"kind": {kind: np.array(scores) for kind, scores in kinds.items()}}
    evaluate = Given(SEARCHED, {"weights": weights, "offsets": np.zeros(2)})
    yield Case(evaluate, {"kind": list(kinds)}, where="equal means have different spreads")
    yield from (case for case in _drawn_searches(rng) if _is_settled(*case.ready()))


def _is_settled(evaluate, grid):
    rows = [evaluate(dict(zip(grid, values, strict=True))) for values in product(*grid.values())]
    best = max(rows, key=fmean)
    return all(np.array_equal(row, best) or fmean(best) - fmean(row) > 1e-6 for row in rows)


def _drawn_searches(rng):
    yield Case(_evaluate(rng, {"alpha": 0}, n_folds=2), {"alpha": [0.1, 1.0, 10.0]})
    rises = {
        "weights": {"a": np.array([2e-6, 3e-6, 1e-6])},
        "offsets": np.array([91.0, 88.0, 90.0]),
    }
    near = "the best means differ by less than a hundred-thousandth"
    yield Case(Given(SEARCHED, rises), {"a": [1, 3, 2]}, where=near)
    kinds = {"kernel": {"flat": np.array([5.0, 9.0]), "round": np.array([8.0, 7.0])}}
    mixed = kinds | {"gamma": {"scale": np.array([1.0, 2.0]), 0.1: np.array([2.0, 4.0])}}
    evaluate = Given(SEARCHED, {"weights": mixed, "offsets": np.array([80.0, 81.0])})
    words = {"kernel": ["flat", "round"], "gamma": ["scale", 0.1]}
    yield Case(evaluate, words, where="a list holds words")
    yield Case(_evaluate(rng, {"a": -1}), {"a": [2, 4, 6]})
    yield Case(_evaluate(rng, {"a": 1, "b": -1}), {"a": [3, 5], "b": [1, 8]})
    for _ in range(2):
        yield Case(_evaluate(rng, {"b": -1, "a": 0}), {"b": [1, 2], "a": [5, 6]})
        below = _evaluate(rng, {"b": 1, "a": -1}, level=-3e6)
        yield Case(below, {"b": [3, 1], "a": [5, 8, 6]})
        yield Case(
            _evaluate(rng, {"b": 1, "c": -1, "a": 1}), {"b": [4, 2], "c": [1, 8], "a": [3, 7]}
        )
    while True:
        names = rng.permutation(["a", "b", "c"])[: rng.integers(1, 4)].tolist()
        grid = {name: [int(v) for v in rng.permutation(9)[: rng.integers(1, 5)]] for name in names}
        # a name that is worth nothing makes equals
        signs = {name: int(rng.integers(-1, 2)) for name in names}
        evaluate = _evaluate(rng, signs, n_folds=int(rng.integers(2, 6)))
        yield Case(evaluate, grid)


def _evaluate(rng, signs, n_folds=3, level=900):
    weights = {name: sign * np.round(rng.normal(2, 5, n_folds), 2) for name, sign in signs.items()}
    offsets = level + np.round(rng.normal(0, 9, n_folds))
    return Given(SEARCHED, {"weights": weights, "offsets": offsets})


def _judge_search(arguments, outcome):
    expected = _search(*arguments)
    if fault := close(rtol=1e-9, atol=1e-9)(expected, outcome.value):
        return fault
    n_calls = outcome.calls[SEARCHED].n
    wanted = len(expected[1])
    return calls_fault("evaluate", n_calls, wanted)


def _doubts(means, spreads, n_folds):
    best = max(means)
    winner = list(means).index(best)
    equals = [mean for mean in means if mean >= best - spreads[winner] / sqrt(n_folds)]
    edge = winner in {0, len(means) - 1}
    return ["edge"] * edge + ["flat"] * (2 * len(equals) >= len(means))


@special(
    {
        "the first value is the best": lambda means, spreads, n_folds: means.argmax() == 0,
        "the last value is the best": lambda means, spreads, n_folds: (
            means.argmax() == len(means) - 1
        ),
        "the best value is at an end": lambda means, spreads, n_folds: (
            means.argmax() in (0, len(means) - 1)
        ),
        "the number of values is odd": lambda means, spreads, n_folds: len(means) % 2 == 1,
        "there are more values than folds": lambda means, spreads, n_folds: len(means) > n_folds,
        "there are fewer values than folds": lambda means, spreads, n_folds: len(means) < n_folds,
        "'flat' is expected": lambda *case: "flat" in _doubts(*case),
        "'flat' is not expected": lambda *case: "flat" not in _doubts(*case),
    }
)
def _curves(rng):
    yield _curve(rng, 5, top=0, n_equal=2)
    for n_values in (6, 4):
        last = n_values - 1
        yield _curve(rng, n_values, top=last, n_equal=1)
    yield _curve(
        rng, 6, top=2, n_equal=3, where="exactly half of the values are as good as the best"
    )
    exact = [np.array([0.0, 0.25, 0.75, 0.5, 0.5]), np.array([0.1, 0.1, 0.5, 0.1, 0.1])]
    yield Case(*exact, 4, where="a mean lies exactly on the limit")
    twice = np.array([0.5, 0.9, 0.2, 0.8, 0.9]), np.array([0.1, 0.02, 0.1, 0.1, 0.4])
    yield Case(*twice, 4, where="the last value is as good as the best one, which comes before it")
    between = np.array([0.8, 0.9, 0.2, 0.9, 0.1]), np.array([0.1, 0.02, 0.1, 0.4, 0.1])
    yield Case(*between, 4, where="a later value, not the last, equals the best one")
    apart = np.array([0.5, 0.9, 0.2, 0.89, 0.88]), np.full(5, 0.1)
    yield Case(*apart, 4, where="a lower value stands between those that are as good")
    for _ in range(2):  # flat by one fold less, by the spread itself, and not by a smaller error
        yield _curve(rng, 5, top=2, n_equal=2, others=(1.04, 1.08), level=-2)
        yield _curve(rng, 4, top=1, n_equal=1, others=(1.4, 1.7))
        yield _curve(rng, 5, top=3, n_equal=4)
    while True:
        n_values = int(rng.integers(3, 12))
        top = int(rng.choice([0, n_values - 1, rng.integers(n_values)]))
        n_equal = (n_values + 1) // 2 + int(rng.choice([-1, 1]))
        others = [(1.04, 1.08), (1.4, 1.7), (3, 9)][rng.integers(3)]
        yield _curve(rng, n_values, top, n_equal, others)


def _curve(rng, n_values, top, n_equal, others=(3, 9), where="", level=0.9):
    """Return a case in which so many values are as good; the others are some errors away."""
    n_folds, spreads = int(rng.integers(4, 7)), np.round(rng.uniform(0.1, 0.2, n_values), 4)
    away = np.r_[rng.uniform(0.6, 0.9, n_equal - 1), rng.uniform(*others, n_values - n_equal)]
    away = np.insert(rng.permutation(away), top, 0) * spreads[top] / sqrt(n_folds)
    spreads[np.arange(n_values) != top] *= rng.choice([0.1, 4])
    return Case(np.round(level - away, 5), spreads, n_folds, where=where)


def _bill(grid, n_folds):
    return sum(n_folds for _ in product(*grid.values())) + 1


@special(
    {
        "there is more than one name": lambda grid, n_folds: len(grid) > 1,
        "the lists differ in length": lambda grid, n_folds: len({*map(len, grid.values())}) > 1,
        "a list has a single value": lambda grid, n_folds: min(map(len, grid.values())) == 1,
    }
)
def _grids(rng):
    yield from (Case({"alpha": list(range(100))}, 5), Case({"a": [0, 1], "b": [0, 1]}, 3))
    yield Case({"a": [0, 1, 2], "b": [0, 1, 2]}, 3)
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
        n_public=12,
        n_fresh=13,
        section="Build it",
    ),
    Question(
        2,
        "doubts(means, spreads, n_folds)",
        points=2,
        answer=_doubts,
        cases=_curves,
        compare=same,
        n_public=14,
        n_fresh=18,
        section="Two questions for every search",
    ),
    Question(
        3,
        "n_fits(grid, n_folds)",
        points=1,
        answer=_bill,
        cases=_grids,
        compare=same,
        section="Build it",
    ),
    Question(
        4, "carried", points=1, answer=["A", "C"], compare=same_set, section="The article's program"
    ),
)
