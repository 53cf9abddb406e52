"""13 Automated tuning: epochs network by network, brackets in fractions, gains by integration."""

from fractions import Fraction
from math import ceil, erf, floor, log, pi, sqrt

import numpy as np

from hplearn.classroom.exercises.compare import close, same
from hplearn.classroom.exercises.oracles.q13_halve import HALVE, sizes_of
from hplearn.classroom.exercises.questions import Case, Mistake, Question

ALIKE = close(rtol=1e-6, atol=1e-9)
PLACES, WEIGHTS = np.polynomial.legendre.leggauss(100)


def _plan(n_configs, min_budget, eta, sizes=sizes_of):
    rungs = [(n, min_budget * eta**i) for i, n in enumerate(sizes(n_configs, eta))]
    # network by network, the best one first: the budgets that it reaches
    reached = [[budget for n, budget in rungs if rank < n] for rank in range(n_configs)]
    return rungs, sum(map(sum, reached)), sum(map(max, reached))


def _one_price(at):
    return lambda *arguments: (_plan(*arguments)[0], *[_plan(*arguments)[at]] * 2)


def _until_none(n_configs, eta):
    return [n for i in range(10) if (n := n_configs // eta**i)]


def _halvings(rng):
    yield from (Case(8, 2, 3), Case(81, 1, 3), Case(1, int(rng.integers(2, 9)), 3))
    while True:
        yield Case(*map(int, rng.integers([2, 1, 2], [200, 10, 6])))


def _brackets(max_budget, eta, rounded=ceil, top=None):
    top = max(k for k in range(12) if max_budget // eta**k) if top is None else top
    sizes = {k: rounded(Fraction((top + 1) * eta**k, k + 1)) for k in range(top + 1)}
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


def _shows(gain):
    """Return a sign: where the loss is unsure, the answer is this gain."""

    def sign(arguments, outcome):
        mean, sd, best = arguments
        try:
            pairs = zip(best - mean, sd, outcome.value, strict=True)
            modelled = [gain(lead, s) if s else got for lead, s, got in pairs]
            return sd.any() and not ALIKE(modelled, outcome.value)
        except (TypeError, ValueError):  # not one number for each candidate
            return False

    return sign


def _beliefs(rng):
    yield Case(np.array([0.2, 0.3, 0.3, 0.5]), np.array([0.0, 0.0, 0.1, 0.2]), 0.3)
    yield Case(np.array([0.4, 0.7]) + np.round(rng.uniform(0, 0.1), 3), np.zeros(2), 0.6)
    while True:
        n = int(rng.integers(3, 9))
        sd = np.round(rng.uniform(0.05, 1.5, n), 3)
        sd[1:] *= rng.random(n - 1) > rng.choice([0, 0.3])
        mean, best = np.round(rng.normal(-1, 0.7, n), 3), np.round(rng.normal(-1.3, 0.5), 3)
        yield Case(mean, sd, float(best))


QUESTIONS = (
    Question(
        "13.1",
        "plan_halving(n_configs, min_budget, eta)",
        points=2,
        answer=_plan,
        cases=_halvings,
        compare=same,
        mistakes=(
            Mistake(
                "nothing-continued",
                "Your last number pays again for epochs that were trained on the rung before.",
                wrong=_one_price(1),
            ),
            Mistake(
                "everything-continued",
                "A network that begins anew trains the whole budget, on every rung.",
                wrong=_one_price(2),
            ),
            Mistake(
                "never-alone",
                "The last rung is missing where n // eta is 0: at least one network goes on.",
                wrong=lambda *arguments: _plan(*arguments, sizes=_until_none),
            ),
        ),
    ),
    Question(
        "13.2",
        "brackets(max_budget, eta)",
        points=2,
        answer=_brackets,
        cases=_budgets,
        compare=same,
        mistakes=(
            Mistake(
                "floor-of-the-log",
                "A bracket is missing, as with max_budget 243 and eta 3. What does "
                "np.log(243) / np.log(3) give, to the last digit? Count in whole numbers.",
                wrong=lambda R, eta: _brackets(R, eta, top=floor(log(R) / log(eta))),
            ),
            Mistake(
                "rounded-down",
                "Your numbers of networks are rounded down.",
                wrong=lambda *arguments: _brackets(*arguments, rounded=floor),
            ),
        ),
    ),
    HALVE,
    Question(
        "13.4",
        "expected_improvement(mean, sd, best)",
        points=2,
        answer=_improvement,
        cases=_beliefs,
        compare=ALIKE,
        mistakes=(
            Mistake(
                "higher-is-better",
                "You reward losses above the best. Lower is better.",
                sign=_shows(lambda lead, sd: _gain(-lead, sd)),
            ),
            Mistake(
                "chance-for-gain",
                "That is the chance to gain anything. By how much counts, too.",
                sign=_shows(lambda lead, sd: (1 + erf(lead / sd / sqrt(2))) / 2),
            ),
            Mistake(
                "certain-loss-divided",
                "All is right where sd is above zero. Where it is zero, the gain needs no z.",
                sign=_shows(_gain),
            ),
        ),
    ),
)
