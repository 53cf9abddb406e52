"""Halving and Hyperband: epochs network by network, brackets in fractions."""

from fractions import Fraction
from math import ceil

from hplearn.exercises.compare import same
from hplearn.exercises.oracles.halving_and_hyperband_halve import HALVE, sizes_of
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case, Question


def _plan(n_configs, min_budget, eta):
    rungs = [(n, min_budget * eta**i) for i, n in enumerate(sizes_of(n_configs, eta))]
    # network by network, the best one first: the budgets that it reaches
    reached = [[budget for n, budget in rungs if rank < n] for rank in range(n_configs)]
    return rungs, sum(map(sum, reached)), sum(map(max, reached))


@special(
    {
        "there is one network": lambda n, budget, eta: n == 1,
        "there are fewer networks than eta": lambda n, budget, eta: n < eta,
        "eta does not divide n_configs": lambda n, budget, eta: n % eta > 0,
        "min_budget is above 1": lambda n, budget, eta: budget > 1,
        "eta is above 2": lambda n, budget, eta: eta > 2,
        "the last rung but one has more than eta networks": lambda n, budget, eta: (
            len(sizes_of(n, eta)) > 1 and sizes_of(n, eta)[-2] > eta
        ),
    }
)
def _halvings(rng):
    yield from (Case(8, 2, 3), Case(81, 1, 3))
    yield Case(1, int(rng.integers(2, 9)), 3)
    for eta in (3, 4, 5):
        few, dropped = int(rng.integers(2, eta)), int(rng.integers(eta))
        yield Case(few * eta**2 + dropped, 2, eta, where="n // eta is 0 on some rung")
    yield Case(14, int(rng.integers(2, 9)), 3)
    while True:
        yield Case(*map(int, rng.integers([2, 1, 2], [200, 10, 6])))


def _brackets(max_budget, eta):
    top = max(k for k in range(max_budget.bit_length()) if max_budget // eta**k)
    sizes = {k: ceil(Fraction((top + 1) * eta**k, k + 1)) for k in range(top + 1)}
    return [(sizes[k], max_budget // eta**k) for k in reversed(sizes)]


def _is_power(n, eta):
    return n in {eta**k for k in range(30)}


@special(
    {
        "max_budget is 1": lambda n, eta: n == 1,
        "max_budget is a power of eta above 1": lambda n, eta: n > 1 and _is_power(n, eta),
        "max_budget is no power of eta": lambda n, eta: not _is_power(n, eta),
        "max_budget is one below a power of eta": lambda n, eta: _is_power(n + 1, eta),
        "there is one bracket": lambda n, eta: n < eta,
        "there is more than one bracket": lambda n, eta: n >= eta,
        "there are more than three brackets": lambda n, eta: n >= eta**3,
        "eta is 2": lambda n, eta: eta == 2,
        "eta is above 2": lambda n, eta: eta > 2,
    }
)
def _budgets(rng):
    yield Case(10, 3)
    yield Case(int(rng.integers(2, 4)), 4)
    # floats miss the first four by their last digit
    for power, eta in ((243, 3), (125, 5), (1000, 10), (49, 7), (4 ** int(rng.integers(2, 5)), 4)):
        yield Case(power, eta)
    yield Case(9999, 10)
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
