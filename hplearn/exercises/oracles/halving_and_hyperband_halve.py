"""Automated tuning, successive halving: played rung by rung, its calls compared."""

from itertools import count

from hplearn.exercises.compare import Fault, close
from hplearn.exercises.given import Given
from hplearn.exercises.oracles.special import calls_fault, special
from hplearn.exercises.questions import Case, Question

EVALUATE = "halving_and_hyperband.losses_of_a_network"


def sizes_of(n_configs, eta):
    """Return how many networks each rung holds; repeated rounding down is rounding down once."""
    sizes = [n_configs]
    while sizes[-1] > 1:
        sizes.append(max(n_configs // eta ** len(sizes), 1))
    return sizes


def _halve(evaluate, configs, min_budget, eta):
    for i, n in enumerate(sizes_of(len(configs), eta)):
        budget = min_budget * eta**i
        results = [(evaluate(config, budget), config) for config in configs]
        results.sort(key=lambda result: result[0][1])
        configs = [config for _, config in results[: max(n // eta, 1)]]
    return configs[0], results[0][0][1]


def _wanted(evaluate, configs, min_budget, eta):
    calls = []

    def noted(*call):
        calls.append(_text(call))
        return evaluate(*call)

    return _halve(noted, configs, min_budget, eta), calls


def _text(call):
    return " ".join(map(str, call)).removesuffix(".0")  # a budget may be a float


def _calls(outcome):
    return sorted(map(_text, outcome.calls[EVALUATE].arguments))


def _judge_halve(arguments, outcome):
    expected, wanted = _wanted(*arguments)
    fault = close()(expected, outcome.value)
    if fault or _calls(outcome) == sorted(wanted):
        return fault
    if (n := outcome.calls[EVALUATE].n) == len(wanted):
        other = "it calls evaluate with other configs or budgets than those of the rungs"
        return Fault(other, "calls")
    return calls_fault("evaluate", n, len(wanted))


@special(
    {
        "there is one network": lambda evaluate, configs, budget, eta: len(configs) == 1,
        "there are more than two rungs": lambda evaluate, configs, budget, eta: (
            len(sizes_of(len(configs), eta)) > 2
        ),
        "eta does not divide the number of configs": lambda evaluate, configs, budget, eta: (
            len(configs) % eta > 0
        ),
        "eta is above 2": lambda evaluate, configs, budget, eta: eta > 2,
        "min_budget is above 1": lambda evaluate, configs, budget, eta: budget > 1,
    }
)
def _starts(rng):
    yield _start(rng, 2, 1, 2)
    yield _start(rng, 1, 3, 2)
    yield from (_start(rng, *sizes) for sizes in ((8, 2, 3), (20, 50, 3)))
    yield _start(rng, 12, 2, 2, above=-9)  # no loss is above zero
    yield next(case for case in (_start(rng, 3, 1, 2) for _ in count()) if _misleads(*case.ready()))
    while True:
        yield _start(rng, *map(int, rng.integers([9, 1, 2], [60, 5, 5])))


def _misleads(evaluate, configs, budget, eta):
    """Whether the training loss would choose another of two rungs, whose loss rises on them."""
    first = [evaluate(config, budget) for config in configs]
    at = [min(range(len(configs)), key=lambda i: first[i][kind]) for kind in (0, 1)]
    return at[0] != at[1] and evaluate(configs[at[1]], eta * budget)[1] > first[at[1]][1]


def _start(rng, n, min_budget, eta, where="", above=0):
    curves = {name: rng.uniform(0.1, 1, n) for name in ("start", "end", "fitted")}
    curves = {name: (curve + above * (name != "start")).tolist() for name, curve in curves.items()}
    configs = [{"network": int(i)} for i in rng.permutation(n)]
    rise = float(rng.uniform(0.01, 0.1))
    return Case(Given(EVALUATE, curves | {"rise": rise}), configs, min_budget, eta, where=where)


HALVE = Question(
    3,
    "halve(evaluate, configs, min_budget, eta)",
    points=2,
    answer=_halve,
    judge=_judge_halve,
    cases=_starts,
    n_public=6,
    n_fresh=11,
    section="Drop what goes badly",
)
