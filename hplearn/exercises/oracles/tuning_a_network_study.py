"""Tuning a network, what is paid and told: running totals, and a report of plain sums."""

from statistics import fmean, stdev

import numpy as np

from hplearn.exercises.compare import Fault, close
from hplearn.exercises.givens.tuning_a_network import N_TEST
from hplearn.exercises.oracles.special import calls_fault
from hplearn.exercises.oracles.tuning_a_network_cases import (
    AFTER,
    SEALED,
    SEEDED,
    budgets,
    of_a_blind_default,
    studies,
)
from hplearn.exercises.questions import Question


def _spend(evaluate, plan, budget):
    total, run = 0, {}
    for place in range(len(plan)):
        config, epochs = plan[place]
        if total + epochs <= budget:
            total, run[place] = total + epochs, evaluate(config, epochs)
    return run, budget - total


def _judge_spend(arguments, outcome):
    expected = _spend(*arguments)
    if fault := close()(expected, outcome.value):
        return fault
    n, wanted = outcome.calls[AFTER].n, len(expected[0])
    return calls_fault("evaluate", n, wanted)


def _report(evaluate, open_test, configs, default, seeds):
    winner = max(configs, key=lambda config: evaluate(config, seeds[0]))
    scores = [evaluate(winner, seed) for seed in seeds[1:]]
    own, other = (row.tolist() for row in open_test([winner, default]))
    sd = stdev(scores) if len(scores) > 1 else 0.0
    found = {"winner": winner, "trainings": len(configs) + len(seeds) - 1, "mean": fmean(scores)}
    tested = {"test": fmean(own), "default_test": fmean(other)}
    lead = tested["test"] - tested["default_test"]
    variance = 2 * sd**2 + _of_the_digits(own, other)
    judged = {"error": variance**0.5, "beaten": _is_clear(lead, variance)}
    return found | {"sd": sd} | tested | judged


def _of_the_digits(own, other):
    """Return the variance of a lead over digits, from those that one network reads alone."""
    leads = [a - b for a, b in zip(own, other, strict=True)]
    won, lost = leads.count(1), leads.count(-1)
    return (won + lost - (won - lost) ** 2 / N_TEST) / (N_TEST - 1) / N_TEST


def _is_clear(lead, variance):
    """Whether a lead is above 0 by two standard errors."""
    return lead > 0 and lead**2 >= 4 * variance


def _judge_report(arguments, outcome):
    if fault := close()(_report(*arguments), outcome.value):
        return fault
    n, wanted = outcome.calls[SEEDED].n, len(arguments[2]) + len(arguments[4]) - 1
    if fault := calls_fault("evaluate", n, wanted):
        return fault
    if outcome.calls[SEALED].n != 1 or max(_opened(outcome), default=2) > 2:
        return Fault("it opens the test set otherwise than once, for two configs", "calls")
    return ""


def _opened(outcome):
    """Return how many configs each look at the test set was for."""
    looks = [call[0] for call in outcome.calls[SEALED].arguments if call]
    return [len(look) for look in looks if isinstance(look, (list, tuple, np.ndarray))]


def _studies(rng):
    drawn = _labelled(studies(rng))
    kinds = _is_close, _is_beaten, _is_within_the_digits, _would_pass_by_validation, _is_just_ahead
    for kind in kinds:
        yield next(case for case in drawn if kind(_report(*case.ready())))
    yield of_a_blind_default(next(drawn))
    yield from drawn


def _labelled(cases):
    for case in cases:
        found, seeds = _report(*case.ready()), case.arguments[-1]
        special = {
            "the default is ahead on the test, by two standard errors or more": _is_beaten(found),
            "the winner is ahead, by less than it takes": _is_close(found),
            "the winner is ahead by two standard errors or more": found["beaten"],
            "there are more than three seeds": len(seeds) > 3,
        }
        case.told += tuple(words for words, holds in special.items() if holds)
        yield case


def _is_close(found):
    """Whether the winner is ahead of the default on the test, by less than it takes."""
    return found["test"] > found["default_test"] and not found["beaten"]


def _is_beaten(found):
    """Whether the default is ahead of the winner on the test, by as much as it takes."""
    return _is_clear(found["default_test"] - found["test"], found["error"] ** 2)


def _is_within_the_digits(found):
    """Whether the winner is ahead by what would be enough if the test had no sampling error."""
    return found["test"] - found["default_test"] >= 3 * found["sd"] and not found["beaten"]


def _would_pass_by_validation(found):
    """Whether the mean of the validation scores is far ahead, and the test score is not."""
    passes = _is_clear(found["mean"] - found["default_test"], found["error"] ** 2)
    return passes and not found["beaten"]


def _is_just_ahead(found):
    """Whether the winner is ahead by two standard errors and by less than three."""
    return found["beaten"] and found["test"] - found["default_test"] < 3 * found["error"]


BUDGET = Question(
    3,
    "spend(evaluate, plan, budget)",
    points=2,
    answer=_spend,
    judge=_judge_spend,
    cases=budgets,
    n_public=8,
    n_fresh=12,
    section="Three parts and a seal",
)
REPORT = Question(
    4,
    "report(evaluate, open_test, configs, default, seeds)",
    points=3,
    answer=_report,
    judge=_judge_report,
    cases=_studies,
    n_public=6,
    section="Open the test set",
)
