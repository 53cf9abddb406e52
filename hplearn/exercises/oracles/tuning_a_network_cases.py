"""Tuning a network: the cases; widths, rates and scores by formula."""

from itertools import product

import numpy as np

from hplearn.exercises.given import Given
from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case

NETWORK, AFTER = "tuning_a_network.accuracy_of_a_network", "tuning_a_network.accuracy_after"
SEEDED, SEALED = "tuning_a_network.accuracy_with_seed", "tuning_a_network.sealed_test"
TO_THE_LAST = "the plan uses up the budget"
ONE_SHORT = "one trial more would give each width another rate"
LATER_FITS = "a trial is too long and a later one fits"
WIDTHS = (4, 8, 16, 32, 64, 128, 256)


def _surface(rng):
    ceiling, worth = rng.uniform(0.9, 0.95), rng.uniform(-0.15, 0.8)
    bend, travel = rng.uniform(0.1, 1), 10 ** rng.uniform(-1.5, -0.3)
    return {"ceiling": ceiling, "worth": worth, "travel": float(travel), "bend": bend}


def _widths(rng, n):
    return sorted(int(width) for width in rng.choice(WIDTHS, n, replace=False))


def _rates(rng, n, middle=0.02, step=0.4):
    """Return rates in any order, some decades around a middle."""
    decades = rng.uniform(-0.4, 0.4) + step * (np.arange(n) - (n - 1) / 2)
    return [float(f"{middle * 10**decade:.3g}") for decade in rng.permutation(decades)]


def _around(surface, hidden=30):
    """Return the best rate of a width."""
    return surface["travel"] / hidden**0.5


@special(
    {
        "the widths do not rise": lambda evaluate, widths, rates: widths != sorted(widths),
        "the rates do not rise": lambda evaluate, widths, rates: rates != sorted(rates),
        "there are more than two widths": lambda evaluate, widths, rates: len(widths) > 2,
    }
)
def comparisons(rng):
    """Yield cases: widths and rates in any order, one rate alone among them."""
    yield _comparison(rng, n_widths=2, n_rates=5)
    yield _comparison(rng, n_widths=3, n_rates=1, where="there is one rate only")
    yield _comparison(rng, n_widths=4, n_rates=6)
    yield _comparison(rng, n_widths=3, n_rates=7)
    rising = _comparison(rng, n_widths=3, n_rates=7)
    rising.arguments[2].sort()
    yield Case(*rising.arguments)
    while True:
        yield _comparison(rng, n_widths=int(rng.integers(2, 5)), n_rates=int(rng.integers(3, 8)))


def _comparison(rng, n_widths, n_rates, where=""):
    surface = _surface(rng)
    widths = rng.permutation(_widths(rng, n_widths)).tolist()
    rates = _rates(rng, n_rates, _around(surface))
    return Case(Given(NETWORK, {"surface": surface}), widths, rates, where=where)


@special(
    {
        "the default alone can be paid": lambda default, widths, rates, epochs, budget: (
            budget // epochs < 1 + len(widths)
        ),
        "every rate can be paid": lambda default, widths, rates, epochs, budget: (
            budget // epochs > len(widths) * len(rates)
        ),
        "some rates cannot be paid": lambda default, widths, rates, epochs, budget: (
            budget // epochs <= len(widths) * len(rates)
        ),
        ONE_SHORT: lambda default, widths, rates, epochs, budget: (
            budget // epochs % len(widths) == 0 < len(widths) * len(rates) - budget // epochs + 1
        ),
        "epochs does not divide the budget": lambda default, widths, rates, epochs, budget: (
            budget % epochs > 0
        ),
    }
)
def plans(rng):
    """Yield cases: budgets with and without a rest, for the default alone, and for every rate."""
    default = {"hidden": 100, "learning_rate": 0.001}
    yield Case(default, [8, 32, 128], [0.03, 0.1, 0.01], 12, 100)
    yield Case(default, [8, 32, 128], [0.03, 0.01, 0.1, 0.003], 10, 100, where=TO_THE_LAST)
    one_of_them = {"hidden": 8, "learning_rate": 0.03}
    yield Case(one_of_them, [8, 32], [0.03, 0.1], 4, 20, where="the default is among the others")
    few = int(rng.integers(6, 15))
    yield Case(default, [8, 32, 128], [0.03, 0.1], 5, few)
    yield Case(default, [16, 64], [0.02, 0.1], 10, 200)
    for n_each in (2, 1):
        yield _plan(rng, default, n_each, lacking=1)
        yield _plan(rng, default, n_each, lacking=0, where=TO_THE_LAST)
    while True:
        n_each, lacking = int(rng.integers(4)), int(rng.integers(-3, 4))
        yield _plan(rng, default, max(n_each, lacking > 0), lacking, int(rng.integers(3, 8)))


def _plan(rng, default, n_each, lacking, n_rates=5, where=""):
    """Return a case whose budget lacks so many trials for so many rates for each width."""
    widths, epochs = rng.permutation(_widths(rng, 4)).tolist(), int(rng.integers(3, 16))
    n_trials = 1 + n_each * len(widths) - lacking
    rest = 0 if lacking == 0 else int(rng.integers(epochs))
    return Case(
        default, widths, _rates(rng, n_rates), epochs, n_trials * epochs + rest, where=where
    )


def _left(plan, budget):
    """Return what is left once each trial that fits was run."""
    for _, epochs in plan:
        budget -= epochs if epochs <= budget else 0
    return budget


def _first_too_long(plan, budget):
    """Return the place of the first trial that cannot be paid, and whether a later one can."""
    for at, (_, epochs) in enumerate(plan):
        if epochs > budget:
            return at, min((later for _, later in plan[at:]), default=0) <= budget
        budget -= epochs
    return len(plan), False


@special(
    {
        "all trials can be paid": lambda evaluate, plan, budget: sum(n for _, n in plan) <= budget,
        "no trial can be paid": lambda evaluate, plan, budget: min(n for _, n in plan) > budget,
        LATER_FITS: lambda evaluate, plan, budget: _first_too_long(plan, budget)[1],
        "a trial costs just what is left": lambda evaluate, plan, budget: _left(plan, budget) == 0,
    }
)
def budgets(rng):
    """Yield cases: plans that fit, that do not, and that fit in part."""
    yield _budget(rng, [10, 30, 20], 30)
    yield _budget(rng, [20, 10], 5)
    yield _budget(rng, [10, 10, 10], 100)
    yield _budget(rng, [10, 25, 15], 40)
    yield _budget(rng, [20, 15, 10], 35)
    yield _budget(rng, [30, 5, 20, 15], 60)
    yield _budget(rng, [15, 30], 45)
    yield _twice(rng, [10, 15, 20], 100)
    while True:
        for _ in range(2):
            costs = [5 * int(cost) for cost in rng.integers(1, 9, rng.integers(3, 12))]
            yield _budget(rng, costs, 5 * int(rng.integers(4, 25)))
        yield _twice(rng, [*costs, costs[0] + 5], sum(costs) + costs[0] + 5)


def _twice(rng, costs, budget):
    """Return a plan whose last trial has the config of the first one."""
    case = _budget(rng, costs, budget, where="a config stands in the plan twice")
    plan = case.arguments[1]
    plan[-1] = plan[0][0], plan[-1][1]
    return case


def _budget(rng, costs, budget, where=""):
    rates = _rates(rng, len(costs), step=0.1)
    widths = [int(width) for width in rng.choice(WIDTHS, len(costs))]
    configs = [{"hidden": w, "learning_rate": r} for w, r in zip(widths, rates, strict=True)]
    evaluate = Given(AFTER, {"surface": _surface(rng), "pace": float(rng.uniform(2, 9))})
    return Case(evaluate, list(zip(configs, costs, strict=True)), budget, where=where)


def of_a_blind_default(study):
    """Return the case of a study with a default that reads no digit."""
    evaluate, open_test, configs, _, seeds = study.arguments
    for given in (evaluate, open_test):
        given.settings["surface"]["worth"] = 0.95
    default = {"hidden": 1, "learning_rate": evaluate.settings["surface"]["travel"]}
    return Case(evaluate, open_test, configs, default, seeds, where="the default reads no digit")


def studies(rng):
    """Yield cases: a default far behind or close, and test digits that are harder or not."""
    while True:
        surface, luck = _surface(rng) | {"ceiling": 0.9}, float(rng.uniform(0.005, 0.03))
        if rng.random() < 0.4:
            surface |= {"worth": 0.0, "bend": 0.001}  # luck alone decides
        pairs = list(product(_widths(rng, 3), _rates(rng, 4, _around(surface))))
        chosen = rng.permutation(len(pairs))[: rng.integers(3, 11)]
        configs = [{"hidden": pairs[i][0], "learning_rate": pairs[i][1]} for i in chosen]
        rate = rng.choice([0.001, _around(surface, hidden=100)])
        default = {"hidden": 100, "learning_rate": float(f"{rate:.3g}")}
        seeds = [int(seed) for seed in rng.permutation(50)[: rng.integers(3, 8)]]
        evaluate = Given(SEEDED, {"surface": surface, "luck": luck, "split": 1})
        harder = surface | {"ceiling": float(rng.choice([0.9, 0.87]))}
        split = int(rng.integers(100, 10**6))
        open_test = Given(SEALED, {"surface": harder, "luck": luck, "split": split})
        yield Case(evaluate, open_test, configs, default, seeds)
