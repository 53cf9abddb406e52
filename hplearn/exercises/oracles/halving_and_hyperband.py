"""Halving and Hyperband: epochs network by network, brackets in fractions."""

from fractions import Fraction
from math import ceil

from hplearn.exercises.compare import same
from hplearn.exercises.oracles.halving_and_hyperband_halve import HALVE, sizes_of
from hplearn.exercises.questions import Case, Question


def _plan(n_configs, min_budget, eta):
    rungs = [(n, min_budget * eta**i) for i, n in enumerate(sizes_of(n_configs, eta))]
    # network by network, the best one first: the budgets that it reaches
    reached = [[budget for n, budget in rungs if rank < n] for rank in range(n_configs)]
    return rungs, sum(map(sum, reached)), sum(map(max, reached))


def _halvings(rng):
    yield from (Case(8, 2, 3), Case(81, 1, 3))
    yield Case(1, int(rng.integers(2, 9)), 3, where="there is one network")
    for eta in (3, 4, 5):
        few, dropped = int(rng.integers(2, eta)), int(rng.integers(eta))
        yield Case(few * eta**2 + dropped, 2, eta, where="n // eta is 0 on some rung")
    yield Case(11, int(rng.integers(2, 9)), 3)
    while True:
        yield Case(*map(int, rng.integers([2, 1, 2], [200, 10, 6])))


def _brackets(max_budget, eta):
    top = max(k for k in range(max_budget.bit_length()) if max_budget // eta**k)
    sizes = {k: ceil(Fraction((top + 1) * eta**k, k + 1)) for k in range(top + 1)}
    return [(sizes[k], max_budget // eta**k) for k in reversed(sizes)]


def _budgets(rng):
    yield Case(10, 3)
    yield Case(int(rng.integers(2, 4)), 4, where="there is one bracket")
    # floats miss the first four by their last digit
    for power, eta in ((243, 3), (125, 5), (1000, 10), (49, 7), (4 ** int(rng.integers(2, 5)), 4)):
        yield Case(power, eta, where="max_budget is a power of eta")
    yield Case(9999, 10, where="max_budget is one below a power of eta")
    yield from (Case(int(rng.integers(30, 80)), 3), Case(int(rng.integers(5000, 8000)), 2))
    while True:
        eta = int(rng.integers(2, 6))
        power = eta ** int(rng.integers(1, 5))
        yield Case(int(rng.choice([power, power - 1, rng.integers(2, 600)])), eta)


QUESTIONS = (
    Question(
        1,
        "plan_halving(n_configs, min_budget, eta)",
        points=2,
        answer=_plan,
        cases=_halvings,
        n_public=7,
        compare=same,
        section="Drop what goes badly",
    ),
    Question(
        2,
        "brackets(max_budget, eta)",
        points=2,
        answer=_brackets,
        cases=_budgets,
        n_public=11,
        n_fresh=15,
        compare=same,
        section="Why",
    ),
    HALVE,
)
