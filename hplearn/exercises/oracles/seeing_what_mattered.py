"""Seeing what mattered: shares from the variance that is left within values (total variance)."""

from itertools import combinations

import numpy as np

from hplearn.exercises.compare import same_set
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


def _explained(table, *kept):
    others = tuple(axis for axis in range(table.ndim) if axis not in kept)
    return 1 - table.var(axis=others).mean() / table.var()


def _main_effects(errors):
    settings = sum(np.moveaxis(errors, -1, 0)) / errors.shape[-1]
    return np.array([_explained(settings, axis) for axis in range(settings.ndim)])


def _table(rng, shape, alone=1.0, pairs=1.0, rest=0.2):
    """Return a sum of curves, maps of pairs and a rest, each with its own strength."""
    axes, table = range(len(shape)), rest * rng.normal(size=shape)
    for kept in [*combinations(axes, 1), *combinations(axes, 2)]:
        strength = rng.uniform(0, 1.5) * (alone if len(kept) == 1 else pairs)
        table = table + strength * rng.normal(size=[shape[k] if k in kept else 1 for k in axes])
    return 0.4 + 0.05 * table


def _checkers(*shape):
    return np.indices(shape).sum(axis=0) % 2 * 1.0


def _with_seeds(rng, table, n_seeds=3):
    return np.round(table[..., None] + rng.normal(0, 0.02, (*table.shape, n_seeds)), 6)


def _shape(rng, fewest):
    return tuple(int(n) for n in rng.integers(2, 5, rng.integers(fewest, 5)))


@special(
    {
        "there is one hyperparameter": lambda errors: errors.ndim == 2,
        "there are two hyperparameters": lambda errors: errors.ndim == 3,
        "there are more than two hyperparameters": lambda errors: errors.ndim > 3,
        "there is one seed": lambda errors: errors.shape[-1] == 1,
        "there is more than one seed": lambda errors: errors.shape[-1] > 1,
        "there are more than two seeds": lambda errors: errors.shape[-1] > 2,
        "a hyperparameter has one value": lambda errors: 1 in errors.shape[:-1],
        "the hyperparameters differ in their numbers of values": lambda errors: (
            len({*errors.shape[:-1]}) > 1
        ),
    }
)
def _seeded_tables(rng):
    yield Case(np.array([[[0.0, 2.0], [2.0, 4.0]], [[5.0, 5.0], [8.0, 6.0]]]))
    sums = _table(rng, (3, 2, 4), pairs=0, rest=0)
    yield Case(sums[..., None] + np.array([0.01, -0.03]), where="each hyperparameter acts alone")
    ups_and_downs = np.array([0.9, 0.2, 0.1, 0.25, 0.8, 0.9])
    yield Case(_with_seeds(rng, ups_and_downs))
    yield Case(_with_seeds(rng, _table(rng, (3, 2, 4)), n_seeds=1))
    yield Case(_with_seeds(rng, _table(rng, (3, 1, 4))))
    yield Case(_with_seeds(rng, 0.3 + 0.4 * _checkers(4, 2)), where="only a pair matters")
    yield Case(_with_seeds(rng, 1e4 + _table(rng, (3, 2, 4))))
    yield Case(_with_seeds(rng, _table(rng, (3, 3))))
    while True:
        yield Case(_with_seeds(rng, _table(rng, _shape(rng, 2)), int(rng.integers(2, 5))))


def _beyond(pair, one, other):
    return pair - one - other


def _hidden_pairs(errors, limit, beyond=_beyond, idle=any):
    """Return the pairs; another `beyond` or `idle` makes a mistake of it."""
    alone = [_explained(errors, axis) for axis in range(errors.ndim)]
    return [
        (i, j)
        for i, j in combinations(range(errors.ndim), 2)
        if beyond(_explained(errors, i, j), alone[i], alone[j]) >= limit
        and idle([alone[i] < limit, alone[j] < limit])
    ]


SLIPS = (
    {"idle": all},
    {"idle": lambda looks_idle: True},
    {"beyond": lambda pair, one, other: pair},
    {"beyond": lambda pair, one, other: pair - max(one, other)},
    {"beyond": lambda pair, one, other: pair - min(one, other)},
    {"beyond": lambda pair, one, other: pair - one * other},
    {"beyond": lambda pair, one, other: 1 - one - other},
)


@special(
    {
        "there are more than two hyperparameters": lambda errors, limit: errors.ndim > 2,
        "no pair is hidden": lambda *case: not _hidden_pairs(*case),
        "several pairs are hidden": lambda *case: len(_hidden_pairs(*case)) > 1,
    }
)
def _tables(rng):
    yield from (Case(_checkers(2, 2), 0.3), Case(np.array([[1.0, 3.0], [5.0, 7.0]]), 0.3))
    yield Case(0.1 + np.round(rng.uniform(0.2, 0.8), 2) * np.array([[0, 0], [0, 1]]), 0.2)
    yield Case(np.array([[0.0, 1.0], [4.0, 3.0]]), 0.05)  # the first alone has 0.9
    yield Case(np.array([[0.0, 1.0], [20.0, 19.0]]), 0.1)  # a variance of 0.25, and a small share
    yield Case(np.array([[0.0, 0.04], [1.32, 2.4]]), 0.1)  # 0.85 and 0.08 alone, 0.07 the pair
    of_three = np.round(0.2 + rng.uniform(0.1, 0.5) * _checkers(2, 2, 2), 3)
    yield Case(of_three, 0.1, where="three hyperparameters matter only together")
    rate, units, batch = np.indices((2, 2, 2))
    star = 0.1 + 0.3 * (rate ^ units) + 0.2 * (rate ^ batch)
    yield Case(star, 0.2, where="a hyperparameter is in two hidden pairs")
    yield Case(0.2 + 0.3 * np.repeat(_checkers(2, 2)[:, None], 3, axis=1), 0.2)  # not neighbours
    valley = [[0.1 * abs(rate - 2 * batch - 2) for rate in range(9)] for batch in range(3)]
    yield Case(np.round(np.array(valley) + rng.uniform(0, 0.01, (3, 9)), 4), 0.15)
    drawn = _any_tables(rng)
    yield next(case for case in drawn if len(_hidden_pairs(*case.arguments)) > 1)
    kept, product = ({"beyond": SLIPS[at]["beyond"]} for at in (2, 5))
    yield next(
        case
        for case in drawn
        if _hidden_pairs(*case.arguments, **kept) != _hidden_pairs(*case.arguments, **product)
    )
    while True:
        for slip in SLIPS:
            yield next(case for case in drawn if _tells(slip, *case.arguments))


def _tells(slip, *arguments):
    """Whether this slip makes a difference, and finds something."""
    found = _hidden_pairs(*arguments, **slip)
    return found not in ([], _hidden_pairs(*arguments))


def _any_tables(rng):
    while True:
        strengths = {"alone": rng.uniform(0.3, 1), "pairs": rng.uniform(0, 1.5)}
        errors = np.round(_table(rng, _shape(rng, 2), **strengths), 4)
        limit, axes = float(np.round(rng.uniform(0.04, 0.2), 2)), range(errors.ndim)
        shares = [_explained(errors, axis) for axis in axes]
        pairs = combinations(axes, 2)
        shares += [_beyond(_explained(errors, i, j), shares[i], shares[j]) for i, j in pairs]
        if min(abs(share - limit) for share in shares) > 1e-4:  # rounding decides nothing
            yield Case(errors, limit)


def _best_of_rest(first, second, axis):
    judged = [None] * first.shape[axis]
    for at in sorted(np.ndindex(*first.shape), key=lambda at: first[at], reverse=True):
        judged[at[axis]] = float(second[at])  # the lowest comes last
    return judged


@special(
    {
        "axis is 0": lambda first, second, axis: axis == 0,
        "axis is not 0": lambda first, second, axis: axis > 0,
        "axis is 2 or more": lambda first, second, axis: axis > 1,
        "axis is the last one": lambda first, second, axis: axis == first.ndim - 1,
        "there are more than two hyperparameters": lambda first, second, axis: first.ndim > 2,
    }
)
def _two_seeds(rng):
    yield Case(np.array([[0.1, 0.3], [0.2, 0.4]]), np.array([[0.2, 0.25], [0.6, 0.35]]), 0)
    yield _two_tables(rng, (3, 4), 1)
    yield _two_tables(rng, (2, 3, 4), 1, scale=1e4)
    yield _two_tables(rng, (3, 2, 2), 2)
    yield _two_tables(rng, (2, 3, 4), 0)
    second = np.array([[2, 2.5], [1.5, 3.5]])
    yield Case(np.array([[1, 3], [2, 4]]), second, 1, where="first holds whole numbers")
    while True:
        shape = _shape(rng, 2)
        yield _two_tables(rng, shape, int(rng.integers(len(shape))))


def _two_tables(rng, shape, axis, scale=1):
    ranks = rng.permutation(int(np.prod(shape))).reshape(shape)  # no two alike
    first = np.round(0.05 + 0.8 * ranks / ranks.size, 4)
    second = np.round(first + rng.uniform(-0.04, 0.4, shape), 4)
    return Case(scale * first, scale * second, axis)


QUESTIONS = (
    Question(
        1,
        "main_effects(errors)",
        points=2,
        answer=_main_effects,
        cases=_seeded_tables,
        n_public=8,
        n_fresh=11,
        section="One number for each hyperparameter",
    ),
    Question(
        2,
        "hidden_pairs(errors, limit)",
        points=3,
        answer=_hidden_pairs,
        cases=_tables,
        compare=same_set,
        n_public=19,
        n_fresh=19,
        section="The whole account",
    ),
    Question(
        3,
        "best_of_rest(first, second, axis)",
        points=2,
        answer=_best_of_rest,
        cases=_two_seeds,
        n_public=6,
        n_fresh=11,
        section="Important for whom?",
    ),
    Question(
        4,
        "true_ones",
        points=1,
        answer=["B", "D"],
        compare=same_set,
        section="Important over which range?",
    ),
)
