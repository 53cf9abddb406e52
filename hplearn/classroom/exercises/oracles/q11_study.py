"""11 Tuning a network, what is paid and told: running totals, and a report of plain sums."""

from numbers import Real
from statistics import fmean, stdev

import numpy as np

from hplearn.classroom.exercises.compare import close
from hplearn.classroom.exercises.given import Calls
from hplearn.classroom.exercises.oracles.q11_cases import AFTER, SEALED, SEEDED, purses, studies
from hplearn.classroom.exercises.questions import Mistake, Question
from hplearn.classroom.exercises.rows import ready


def calls_of(outcome, name):
    """Return the calls of a given function, none if an answer takes other arguments."""
    return outcome.calls.get(name, Calls())


def again(name):
    """Return a sign: a given function is called twice with the same arguments."""

    def sign(_arguments, outcome):
        made = [str(sorted(map(str, call))) for call in calls_of(outcome, name).arguments]
        return len(set(made)) < len(made)

    return sign


def _spend(evaluate, plan, budget, fits=lambda total, budget: total <= budget, stop=False):
    total, run = 0, {}
    for place in range(len(plan)):
        config, epochs = plan[place]
        if fits(total + epochs, budget):
            total, run[place] = total + epochs, evaluate(config, epochs)
        elif stop:
            break
    return run, budget - total


def _judge_spend(arguments, outcome):
    expected = _spend(*arguments)
    if faults := close()(expected, outcome.value):
        return faults
    n, wanted = calls_of(outcome, AFTER).n, len(expected[0])
    return "" if n == wanted else f"evaluate is called {n} times, expected {wanted}"


def _last_epoch_kept(*arguments):
    return _spend(*arguments, fits=lambda total, budget: total < budget)


def _overspent(arguments, outcome):
    paid = [part for call in calls_of(outcome, AFTER).arguments for part in call]
    return sum(part for part in paid if isinstance(part, Real)) > arguments[2]


def _report(evaluate, open_test, configs, default, seeds, confirming=None):
    winner = max(configs, key=lambda config: evaluate(config, seeds[0]))
    scores = [evaluate(winner, seed) for seed in (confirming or seeds[1:])]
    own, other = map(float, open_test([winner, default]))
    sd = stdev(scores) if len(scores) > 1 else 0.0
    found = {"winner": winner, "trainings": len(configs) + len(seeds) - 1, "mean": fmean(scores)}
    tested = {"test": own, "default_test": other, "beaten": (own - other) / 2 >= sd}
    return found | {"sd": sd} | tested


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


def _says(key, wrong):
    """Return a sign: under this key stands what `wrong` makes of the arguments."""

    def sign(arguments, outcome):
        got = outcome.value.get(key) if isinstance(outcome.value, dict) else None
        return not close()(wrong(*arguments), got)

    return sign


def _mean_with(*places):
    def mean(*arguments):
        seeds = arguments[4]
        return _report(*arguments, confirming=[seeds[p] for p in places] or seeds)["mean"]

    return mean


def _any_lead(*arguments):
    found = _report(*arguments)
    return found | {"beaten": found["test"] > found["default_test"]}


def _studies(rng):
    drawn = studies(rng)
    yield next(case for case in drawn if _is_close(*ready(case.arguments)))
    yield next(case for case in drawn if _is_beaten(*ready(case.arguments)))
    yield from drawn


def _is_close(*arguments):
    """Whether the winner is ahead of the default on the test, by less than it takes."""
    found = _report(*arguments)
    return found["test"] > found["default_test"] and not found["beaten"]


def _is_beaten(*arguments):
    """Whether the default is ahead of the winner on the test, by as much as it takes."""
    found = _report(*arguments)
    return found["default_test"] - found["test"] > 2 * found["sd"]


BUDGET = Question(
    "11.3",
    "spend(evaluate, plan, budget)",
    points=2,
    judge=_judge_spend,
    cases=purses,
    expects="scores by place, epochs left; each once",
    mistakes=(
        Mistake(
            "paid-twice",
            "Some trial is run more than once, and paid for each time. Keep its score.",
            sign=again(AFTER),
        ),
        Mistake(
            "one-trial-too-many",
            "Your trials cost more than the budget. Look at a trial's price before it is run.",
            sign=_overspent,
        ),
        Mistake(
            "stops-at-the-first",
            "You stop at the first trial that does not fit. A shorter one may come later.",
            wrong=lambda *arguments: _spend(*arguments, stop=True),
        ),
        Mistake(
            "last-epochs-kept",
            "A trial that costs exactly what is left still fits.",
            wrong=_last_epoch_kept,
        ),
    ),
)
REPORT = Question(
    "11.4",
    "report(evaluate, open_test, configs, default, seeds)",
    points=3,
    judge=_judge_report,
    cases=_studies,
    expects="seven keys; one look at the test set",
    mistakes=(
        Mistake(
            "chosen-on-the-test",
            "More than the winner and the default went through the seal. A test set that helps to "
            "choose is a choosing pile: choose before you open it.",
            sign=lambda _, outcome: max(_opened(outcome), default=0) > 2,
        ),
        Mistake(
            "opened-twice",
            "The test set is opened more than once. One look has room for several configs.",
            sign=lambda _, outcome: calls_of(outcome, SEALED).n > 1,
        ),
        Mistake(
            "choosing-seed-votes",
            "The seed that made the choice is among those that confirm it. It was lucky for the "
            "winner, or the winner would not have won.",
            sign=_says("mean", _mean_with()),
        ),
        Mistake(
            "winning-score-quoted",
            "You report the score that crowned the winner. It was picked for being high: let the "
            "other seeds tell.",
            sign=_says("mean", _mean_with(0)),
        ),
        Mistake(
            "confirming-is-free",
            "The trainings that confirm the winner are paid for, too.",
            sign=_says("trainings", lambda *arguments: len(arguments[2])),
        ),
        Mistake(
            "any-lead-counts",
            "Of two scores one is always higher. Is it by more than the seeds explain?",
            wrong=_any_lead,
        ),
    ),
)
