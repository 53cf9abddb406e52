"""Tuning a network, what is paid and told: running totals, and a report of plain sums."""

from statistics import fmean, stdev

import numpy as np

from hplearn.classroom.exercises.compare import close
from hplearn.classroom.exercises.oracles.tuning_a_network_cases import (
    AFTER,
    SEALED,
    SEEDED,
    budgets,
    studies,
)
from hplearn.classroom.exercises.outcomes import Calls
from hplearn.classroom.exercises.questions import Question
from hplearn.classroom.exercises.rows import ready

N_TEST = 400
"""Digits of the test set, as the task says."""


def calls_of(outcome, name):
    """Return the calls of a given function, none if an answer takes other arguments."""
    return outcome.calls.get(name, Calls())


def _spend(evaluate, plan, budget):
    total, run = 0, {}
    for place in range(len(plan)):
        config, epochs = plan[place]
        if total + epochs <= budget:
            total, run[place] = total + epochs, evaluate(config, epochs)
    return run, budget - total


def _judge_spend(arguments, outcome):
    expected = _spend(*arguments)
    if faults := close()(expected, outcome.value):
        return faults
    n, wanted = calls_of(outcome, AFTER).n, len(expected[0])
    return "" if n == wanted else f"evaluate is called {n} times, expected {wanted}"


def _report(evaluate, open_test, configs, default, seeds):
    winner = max(configs, key=lambda config: evaluate(config, seeds[0]))
    scores = [evaluate(winner, seed) for seed in seeds[1:]]
    own, other = map(float, open_test([winner, default]))
    sd = stdev(scores) if len(scores) > 1 else 0.0
    found = {"winner": winner, "trainings": len(configs) + len(seeds) - 1, "mean": fmean(scores)}
    beaten = _is_clear(own - other, sd, (own, other))
    tested = {"test": own, "default_test": other, "beaten": beaten}
    return found | {"sd": sd} | tested


def _is_clear(lead, sd, shares):
    """Whether a lead is above 0 by two standard errors: of the seeds, and of the shares' digits."""
    variances = [sd**2 + p / N_TEST - p * p / N_TEST for p in shares]
    return lead > 0 and lead**2 >= 4 * sum(variances)


def _judge_report(arguments, outcome):
    if faults := close()(_report(*arguments), outcome.value):
        return faults
    n, wanted = calls_of(outcome, SEEDED).n, len(arguments[2]) + len(arguments[4]) - 1
    if n != wanted:
        return f"evaluate is called {n} times, expected {wanted}"
    if calls_of(outcome, SEALED).n != 1 or max(_opened(outcome), default=2) > 2:
        return "the test set is opened otherwise than once, for two configs"
    return ""


def _opened(outcome):
    """Return how many configs each look at the test set was for."""
    looks = [call[0] for call in calls_of(outcome, SEALED).arguments if call]
    return [len(look) for look in looks if isinstance(look, (list, tuple, np.ndarray))]


def _studies(rng):
    drawn = studies(rng)
    yield next(case for case in drawn if _is_close(*ready(case.arguments)))
    yield next(case for case in drawn if _is_beaten(*ready(case.arguments)))
    yield next(case for case in drawn if _is_within_the_digits(*ready(case.arguments)))
    yield next(case for case in drawn if _would_pass_by_validation(*ready(case.arguments)))
    yield from drawn


def _is_close(*arguments):
    """Whether the winner is ahead of the default on the test, by less than it takes."""
    found = _report(*arguments)
    return found["test"] > found["default_test"] and not found["beaten"]


def _is_within_the_digits(*arguments):
    """Whether the winner is ahead by what would be enough if the test had no sampling error."""
    found = _report(*arguments)
    return found["test"] - found["default_test"] >= 3 * found["sd"] and not found["beaten"]


def _would_pass_by_validation(*arguments):
    """Whether the mean of the validation scores is far ahead, and the test score is not."""
    found = _report(*arguments)
    shares = found["test"], found["default_test"]
    passes = _is_clear(found["mean"] - found["default_test"], found["sd"], shares)
    return passes and not found["beaten"]


def _is_beaten(*arguments):
    """Whether the default is ahead of the winner on the test, by as much as it takes."""
    found = _report(*arguments)
    shares = found["test"], found["default_test"]
    return _is_clear(found["default_test"] - found["test"], found["sd"], shares)


BUDGET = Question(
    3,
    "spend(evaluate, plan, budget)",
    points=2,
    answer=_spend,
    judge=_judge_spend,
    cases=budgets,
)
REPORT = Question(
    4,
    "report(evaluate, open_test, configs, default, seeds)",
    points=3,
    answer=_report,
    judge=_judge_report,
    cases=_studies,
)
